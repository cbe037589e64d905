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
