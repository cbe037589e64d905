/** Words of exports and links: what can be saved, copied and sent, and a run that was opened from a link. */
export const exporting = {
  exports: {
    label: 'Save or send this run',
    menu: 'Save',
    files: 'Save as a file',
    /** By the names of `recordFormats`. */
    file: {
      json: 'JSON, every sample',
      csv: 'CSV, one row per cell',
      loadCsv: 'CSV of the load tests, one row per policy',
      md: 'Markdown, for an issue or a chat',
    },
    svg: 'Chart as SVG',
    png: 'Chart as PNG',
    cardLight: 'Share card, light',
    cardDark: 'Share card, dark',
    submit: 'Submit to the collection…',
    noCard: 'A share card shows a recommended batch size, and this run has none.',
    clipboard: 'Copy',
    copyAs: 'Copy as {{format}}',
    copyLink: 'Copy link',
    copyLinkHelp: 'The link itself contains the numbers; nothing is uploaded.',
    copied: 'Copied.',
    linkCopied:
      'Link copied. It contains the numbers, the settings and the names of browser and GPU, but none of your texts.',
    linkTooLarge:
      'This run has too many cells for a link ({{bytes, number}} bytes; the limit is {{limit, number}}). Save it as JSON and send the file instead.',
    pictureFailed: 'The picture could not be drawn. Try SVG, or a wider window.',
    byHandTitle: 'Copy by hand',
    byHand: 'The browser did not let the page use the clipboard. Select the text and copy it yourself.',
    byHandText: 'Text to copy',
    close: 'Close',
  },
  /** The picture that is meant for others. */
  card: {
    twin: 'a synthetic twin: its scores mean nothing',
    departed: 'not the standard settings',
    batch: 'batch size',
    rate_one: 'pairs/s, requests of {{count, number}} pair',
    rate_other: 'pairs/s, requests of {{count, number}} pairs',
  },
  picture: {
    lane: '{{lane}}, {{threads}}',
    maxLength: 'max length {{tokens, number}}',
    sample: 'sample “{{name}}”',
    ownText: 'custom texts',
    suspect: 'Scores suspect: {{lanes}}',
    app: 'Rerank Bench {{version}}',
    appPlain: 'Rerank Bench',
  },
  shownRun: {
    label: 'Where this result is from',
    linkTitle: 'A result measured elsewhere',
    historyTitle: 'An earlier run',
    collectionTitle: 'A run from the collection',
    collectionText: 'Somebody else measured it and added it to the collection. It is read-only.',
    collectionMissing: 'The record “{{name}}” could not be loaded. Check the connection, then try again.',
    linkText:
      'It came with the link that you opened and is read-only. Run the same settings here to compare the two in History.',
    historyText: 'It is from your history and is read-only.',
    linkLimits: 'A link contains means and intervals, but no single samples.',
    ownText: 'The link does not contain the texts it was measured on; a run here uses your own.',
    runHere: 'Run the same settings here',
    runHereBusy: 'A run is under way; wait for it or stop it first.',
    close: 'Close',
    measuredOn: 'Measured on',
    browser: 'Browser',
    system: 'System',
    gpu: 'GPU',
    noGpu: 'none for WebGPU',
    softwareGpu: '{{name}} (software)',
    device: 'Device',
    date: 'Date',
    input: 'Input',
    model: 'Model',
    inputPairs: '{{source}}, {{count, number}} pairs',
  },
  linkProblem: {
    damaged:
      'The result in this link cannot be read: part of it is missing or changed. Ask for the whole link again, or for the JSON file. Your own work is untouched.',
    'newer-version':
      'The link comes from a newer version of this page. Reload to get that version, or ask for the JSON file. Your own work is untouched.',
    'too-large':
      'The link is longer than this page accepts, so it was not opened. Ask for the JSON file instead. Your own work is untouched.',
  },
} as const;
