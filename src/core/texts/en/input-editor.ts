/** Words of the editor of query and documents, and of the line in the set-up that leads to it. */
export const inputEditor = {
  inputEditor: {
    title: 'Query and documents',
    close: 'Close query and documents',
    edit: 'Edit',
    editWhat: 'query and documents',
    /** What the set-up measures with. */
    holds: {
      own_one: '{{count, number}} document of your own',
      own_other: '{{count, number}} documents of your own',
      'capital-of-france': '{{count, number}} city facts',
      'support-search': '{{count, number}} support articles',
      'support-search-zh': '{{count, number}} Chinese support articles',
      chinese: '{{count, number}} Chinese texts on autumn',
    },
    none: 'none yet',
    cut_one: '{{count, number}} is cut at max length',
    cut_other: '{{count, number}} are cut at max length',
  },
} as const;
