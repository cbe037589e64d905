import type { Texts } from '../en/index.ts';
import type { suite as source } from '../en/suite.ts';

export const suite: Texts<typeof source> = {
  suiteChoice: {
    title: '标准套件',
    label: '选择标准套件',
    name: { quick: '快速', standard: '标准', thorough: '完整' },
    option: '{{name}}，约 {{minutes, number}} 分钟',
    run: '运行',
    help: '用固定的设置测量固定的几种模型结构，便于比较不同设备。无需下载。',
    asked: '链接指定了“{{name}}”套件。',
    leave: '改用我的设置',
  },
  suite: {
    label: '标准套件的结果',
    title: '标准套件：{{name}}',
    shape: '{{model}} 的结构',
    batch: '批大小 {{batch, number}}',
    figure: '每秒 {{rate}} 对',
    figureWithin: '每秒 {{rate}} 对 ± {{percent}}',
    headline: '{{shape}}，{{dtype}}，{{batch}}：{{figure}}',
    notMeasured: '{{shape}}：未测量',
    mean: '几何平均：{{figure}}',
    noMean: '没有几何平均，因为并非每种结构都测到了。',
    comparable: '完全按标准设置测得（{{id}}），可以与其他设备的结果比较。',
    departed: '不是标准设置：{{list}}。',
    unset: '未设置',
    progress: '第 {{place, number}} 项，共 {{of, number}} 项：{{shape}}',
    departure: {
      setting: '{{name}} 为 {{used}}（标准：{{standard}}）',
      'own-documents': '文本不是套件自带的',
      layers: '{{shape}}只用了 {{standard, number}} 层中的 {{used, number}} 层，内存放不下更多',
      lane: '{{shape}}使用 {{used}}，标准为 {{standard}}',
      'not-run': '{{shape}}未测量',
      cell: '{{shape}}缺少批大小 {{batch, number}}',
      rounds: '{{shape}}测了 {{used, number}} 轮，标准为 {{standard, number}} 轮',
    },
  },
};
