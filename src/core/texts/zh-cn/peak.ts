/** How far a lane is from what its device can do. */
export const peak = {
  peakChart: {
    choice: '峰值占比',
    title: '占设备实测峰值的百分比',
    description: '占设备实测峰值的百分比与批大小的关系。{{summary}}',
    axis: '峰值占比 %',
    help: '模型的浮点运算量除以整个请求的时间（含分词），再与这一组结束后在本设备上测得的最快矩阵乘法相比。模型不只是矩阵乘法，因此达不到 100%。',
  },
  peakOutlook: {
    best: '{{lane}}：最高达到设备实测峰值（{{rate}} GFLOP/s，{{precision}}）的 {{share}}，批大小 {{batch, number}}，每次请求 {{pairs, number}} 对。',
    near: '已接近极限：更大的批几乎没有帮助。',
    rising: '到最大的批大小时仍在上升：更大的批可能有帮助。',
    whole: '这一批已包含整个请求：更大的批不会有任何变化。',
    level: '到最大的批大小时已不再上升：更大的批不太可能有帮助。',
    unknown: '只有一个批大小，看不出更大的批是否有帮助。',
    precision: { f32: '单精度', f16: '半精度', int8: '8 位整数' },
  },
};
