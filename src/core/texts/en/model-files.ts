/** Words of the list of models that the browser keeps. */
export const modelCache = {
  modelCache: {
    open: 'Downloaded models',
    title: 'Models in this browser',
    close: 'Close the list of models',
    list: 'Models, largest first',
    reading: 'Looking at what is there…',
    empty: 'None yet. A model that is downloaded is kept here, so that it need not be downloaded again.',
    files_one: '{{count, number}} file',
    files_other: '{{count, number}} files',
    from: 'from {{host}}',
    total: '{{size}} in all',
    usage: 'This page takes up {{used}} of the {{quota}} that the browser allows it.',
    persistent: 'The browser keeps it until you delete it.',
    notPersistent: 'The browser may clear it when the disk runs short.',
    delete: 'Delete',
    deleteOf: 'Delete {{name}}',
    confirm: 'Delete {{name}} ({{size}})? It has to be downloaded again when it is next used.',
    deleteAll: 'Delete all',
    confirmAll: 'Delete all models ({{size}})? Each has to be downloaded again when it is next used.',
    keep: 'Keep',
    failed: 'The browser does not tell which models it keeps. Reload the page to ask again.',
    notDeleted:
      'The browser did not delete it. Try again, or clear this site’s data in the browser’s settings.',
  },
} as const;

/**
 * Words of a download: its speed, the time left, what interrupts it, and whether the browser keeps the model.
 */
export const downloads = {
  downloads: {
    ofTotal: '{{loaded}} of {{total}}',
    speed: '{{rate}}/s',
    remaining: 'about {{duration}} left',
    fileWaiting: 'waiting…',
    retrying: 'Connection lost, retrying… The download will go on where it stopped.',
    notKept: {
      quota:
        'The browser’s storage is full, so the model was not kept: it runs now and is downloaded again the next time. Delete models under “Downloaded models”, or free space on the disk.',
      other:
        'The browser did not keep the model: it runs now and is downloaded again the next time. In private windows nothing is kept.',
    },
  },
} as const;

/** Words of a model in a folder on the visitor's disk. */
export const localFolder = {
  localFolder: {
    open: 'Open a folder…',
    openHelp: 'A model on this disk, laid out as on the hub. It is read here and never leaves this machine.',
    pick: 'Folder with a model',
    drop: 'Drop a folder with a model: config.json, tokenizer.json, onnx/model.onnx',
    group: 'On this disk',
    facts: 'From a folder on this disk; nothing is downloaded. After a reload it has to be chosen again.',
    notHere:
      'The model is in the folder “{{name}}” on your disk, which a page can read only after you chose it. Choose the folder again under Model.',
    partlyMissing:
      '“{{name}}” lacks {{missing}}, so the precisions that need them cannot be chosen. Complete: {{dtypes}}. Put the missing files there and open the folder again to have all precisions.',
    problem: {
      empty: 'No files were given. Choose the folder that holds the model’s config.json.',
      'no-config':
        'There is no config.json in this folder. Choose the folder that holds the model’s config.json.',
      'bad-config': 'The folder’s config.json cannot be read. Download it again, then open the folder again.',
      'lfs-pointer':
        'Only pointers of git-lfs are in the folder, not the files themselves: {{files}}. Run git lfs pull there, then open the folder again.',
      'several-models': 'There is more than one model in this folder. Choose one of: {{folders}}.',
      'missing-files': 'The folder lacks {{missing}}. Put them there, then open the folder again.',
      'missing-beside-weights':
        'The folder lacks {{missing}}. Its weights are there: {{dtypes}}. Put the missing files beside config.json, then open the folder again.',
    },
  },
} as const;
