/** What the page says to programs that use `rerankBench`. */
export const pageApi = {
  pageApi: {
    badArgument: '{{call}}() 无法使用 {{field}}：这里{{found}}，应为{{wanted}}。',
    found: {
      missing: '缺失',
      null: '是 null',
      list: '是列表',
      object: '是对象',
      text: '是文本',
      number: '是数字',
      other: '是其他类型的值',
    },
    wanted: {
      pairs: '由 {query, document} 组成的列表',
      pair: '{query, document}',
      text: '文本',
      settings: '设置对象，例如 {batchSizes: [1, 2]}',
      files: '文件列表',
      file: 'File',
      options: '对象，例如 {batchSize: 8}',
      batchSize: '不小于 1 的整数',
      relevance: '不小于 0 的数字',
    },
    underWay: '已有测量正在进行。请等它结束，或先调用 stop()。',
    noRanking: '没有得到排序：已被停止，或测量正在进行。请等它结束后再试。',
  },
} as const;
