/** What the page says to programs that use `rerankBench`. */
export const pageApi = {
  pageApi: {
    badArgument: '{{call}}() cannot use {{field}}: it is {{found}}, and it should be {{wanted}}.',
    found: {
      missing: 'missing',
      null: 'null',
      list: 'a list',
      object: 'an object',
      text: 'a text',
      number: 'a number',
      other: 'something else',
    },
    wanted: {
      pairs: 'a list of pairs, each {query, document}',
      pair: 'a pair {query, document}',
      text: 'a text',
      settings: 'an object of settings, such as {batchSizes: [1, 2]}',
      files: 'a list of files',
      file: 'a File',
      options: 'an object such as {batchSize: 8}',
      batchSize: 'a whole number from 1',
      relevance: 'a number from 0',
    },
    underWay: 'A run is under way already. Wait for it to end, or call stop() first.',
    noRanking: 'Nothing was ranked: it was stopped, or a run is under way. Try again once it has ended.',
  },
} as const;
