/** Words of a model that lies in a folder on the visitor's disk. */
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
      '“{{name}}” lacks {{missing}}, so the precisions those belong to cannot be chosen. Whole: {{dtypes}}. Put the files there and open the folder again to have them all.',
    problem: {
      empty: 'There are no files in what was given. Choose the folder that holds the model’s config.json.',
      'no-config':
        'There is no config.json in this folder. Choose the folder that holds the model’s config.json.',
      'bad-config': 'The folder’s config.json cannot be read. Download it again, then open the folder again.',
      'several-models': 'There is more than one model in this folder. Choose one of: {{folders}}.',
      'missing-files': 'The folder lacks {{missing}}. Put them there, then open the folder again.',
      'missing-beside-weights':
        'The folder lacks {{missing}}. Its weights are there: {{dtypes}}. Put the missing files beside config.json, then open the folder again.',
    },
  },
} as const;
