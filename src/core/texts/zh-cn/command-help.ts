import type { commandHelp as source } from '../en/command-help.ts';
import type { Texts } from '../en/index.ts';

export const commandHelp: Texts<typeof source> = {
  help: {
    usage: '用法：',
    arguments: '参数：',
    options: '选项：',
    exitStatus: '退出码：',
    example: '示例：',
    examples: '示例：',
    flags: '[选项]',
    program: {
      commands: '命令：',
      serve: '在本机启动页面服务，默认端口为 4173，可用 --port 另行指定。',
      more: '用 {{calledAs}} --help 查看某个命令的选项。',
    },
    withDefault: '{{text}}（默认：{{value}}）',
    withChoices: '{{text}}（可选：{{choices}}；默认：{{value}}）',
    showHelp: '显示此帮助',
    setting: {
      model:
        'builtin:coverage、模型库 ID（组织/模型）、twin:<name>（合成孪生模型，无需下载），或以 . 或 / 开头的文件夹路径',
      suite: '要运行的标准套件：quick、standard、thorough；另外指定其他设置会使运行偏离标准',
      layers: '合成孪生模型的层数；不设则与真实模型相同',
      dtype: '精度：auto、fp32、fp16、q8、q4、q4f16；每个值各成一组',
      file: '按名称指定权重文件，代替 dtype，例如 model_int8.onnx',
      device: 'webgpu、wasm；每个值各成一组；不设时，有硬件 GPU 则用 webgpu，否则用 wasm',
      batchSizes: '要测量的批大小',
      tokenBudgets: '每批最多的词元数，含填充；与各批大小一同测量',
      pairCounts: '每次请求的文本对数',
      maxLength: '每对最多的词元数，含特殊词元',
      repetitions: '每格的样本数；不设则测到区间足够窄为止',
      runtime: 'ONNX Runtime 的构建：auto、jspi、asyncify、plain；每个值各成一组',
      threads: '每个会话的 WASM 线程数；线程数和会话数都不设时，由一次简短的校准决定',
      workers: '分担各批的 WASM 会话数；每个会话都持有一份权重，内存成倍增加',
      truncation: '文本对超出最大长度时截断什么：only-second（文档）、longest-first（较长的一方）',
      order: '文本对分批的顺序：length（按长度）、input（按输入）；每个值各成一组',
      graph: '合成孪生模型计算图的写法：exported（原样导出）、fused（融合）；每个值各成一组',
      gpuOptions: 'ONNX Runtime 的 WebGPU 选项，见 docs/settings.md；每个值各成一组',
      paddingMultiples: '把每批填充到这么多词元的整数倍；每个值各成一组',
      seed: '所有随机排列的种子',
      sample: '示例集：{{samples}}',
      host: '模型库或镜像的地址',
      label: '你给这台设备起的名字，会写入记录',
      lang: '页面和输出的语言：{{languages}}',
      autorun: '在此不起作用：命令总是立即测量',
      stepDown: '0：排序时内存不足就报错，而不改用更小的批',
      keepText: '1：把查询和文档原文保存在记录中',
      profilePass: '1：运行结束时，对最快一格的一次前向计算做性能剖析',
      arrivals:
        'poisson（相互独立的用户）、constant（等间隔）、bursts（成批突发）或 closed（客户端得到答复后再次请求）',
      rate: '每秒请求数；不设则取实测处理能力的 70%',
      rampTo: '结束时的每秒请求数，从 --rate 逐渐升到或降到此值；不设则保持不变',
      burstSize: '每次突发的请求数，与 --arrivals bursts 一起使用',
      clients: '客户端数，与 --arrivals closed 一起使用',
      pairsPerRequest: '每个请求的文本对数；给两个数则在其间随机取值',
      duration: '请求持续到来的时间；已到来的请求仍会得到答复',
      maxArrivals: '请求总数的上限',
      maxBatch: '每批最多的文本对数',
      maxWait: '批未满时，最早的请求等待这么久后就发出；0：模型一空闲就发出',
      batchTokens: '每批最多的词元数，含填充；不设则无此限制',
      lookAhead: '把这么多等待中的文本对按长度排序后再组批；0：按到来的顺序',
      timeout: '请求这么久没有答复就放弃',
      queueLimit: '有这么多请求在等待时，拒绝新的请求',
      policies: 'none（逐对处理）、fixed（只发满批）、dynamic（动态批）；各策略面对同样的请求',
      tailPercentile: '规划时须控制在 --tail-latency 以内的延迟百分位',
      tailLatency: '规划时该百分位延迟的上限',
    },
    otherSetting: '设置 {{name}}；见 docs/settings.md',
    flag: {
      documents:
        '你自己的文档：.jsonl（每行一个字符串、{"text"} 或 {"query", "text"}）、.csv 或 .tsv（列 text、query）、.json（列表或重排请求）或 .txt（每行一篇）',
      titles: 'join 把文档标题放在正文之前（与 BEIR 相同）；ignore 不使用标题',
      encoding:
        '--documents 的编码，例如 windows-1252；不设则依次按字节顺序标记、UTF-8 判断，否则推测并加以说明',
      qrels: '文档的相关性，按编号对应：TREC 的 qrels，或 BEIR 的 qrels/test.tsv',
      query: '用于没有自带查询的文档',
      batchSize: '每次推理最多的文本对数；不设则由页面选择',
      card: '写入分享卡片的 PNG 文件：1200 × 630 像素，含推荐的批大小和图表',
      cardTheme: '分享卡片的配色',
      runs: '运行次数；配合 --out file.json 时依次写入 file-1.json、file-2.json……',
      format: '输出格式',
      formatOfCollection: '输出格式；json 为图表数据',
      out: '同时把结果写入此文件，格式由扩展名决定：{{endings}}',
      lang: '输出的语言',
      browser: '{{names}}，或程序的路径；不设则用找到的第一个',
      headed: '显示浏览器窗口',
      browserArg: '传给浏览器本身的选项；可重复使用',
      profile: '把浏览器的数据保存在此文件夹，模型只需下载一次',
      page: '使用已部署的页面（https；本机可用 http），而不是本仓库的页面',
      port: '页面服务的端口（默认：任一空闲端口；使用 --profile 时为 {{profilePort}}）',
      connect: '使用此 ws:// 或 wss:// 地址的远程 Playwright 浏览器',
      timeout: '这么久后停止；bench 和 load 会写出已测得的结果',
      folder: '运行记录和归档所在的文件夹',
      base: '作为基准的运行（之前）',
      head: '要与基准比较的运行（之后）',
      failIfSlower:
        '如果可以确定“之后”比“之前”慢，且超过这个比例，则以退出码 4 结束：例如 10% 表示吞吐量几何平均比值的整个 95% 区间都低于 0.90',
      allowDifferentInput: '即使各次运行的文本或词元数不同，也允许 --fail-if-slower 作出判断',
    },
    exit: {
      usage: '用法错误：选项、文件或端口无法使用',
      interrupted: '被中断',
    },
    bench: {
      summary: '在真实的浏览器中测量重排模型，并输出这次运行。',
      notes:
        '“组”是设备、精度等设置的一种组合：某个设置给出几个值，就有几组。标准输出只有运行结果；进度和提示写入标准错误。按 Ctrl-C 停止，已测得的结果会写出。',
      exit: {
        ok: '每一组都有结果',
        noResult: '所要求的某一组没有结果',
        suspectScores: '某一组的分数可疑',
      },
    },
    rank: {
      summary: '在真实的浏览器中按查询给文档排序。指定了多个设备、精度或计算图时，使用第一个能运行的。',
      notes:
        '标准输出只有排序结果；进度和提示写入标准错误。JSON 为 {query, model, device, dtype, results: [{index, score, probability, document}]}，最好的在前；index 是文档在输入中的位置，从 0 开始。文档有编号或相关性时，结果中也有 id 或 relevance。',
      exit: {
        ok: '已排序',
        noResult: '没有排序结果',
        suspectScores: '分数可疑：全部相同、不是数字，或随同一批中的其他文本而变',
      },
    },
    load: {
      summary:
        '在真实的浏览器中逐个向重排模型发送请求，边到达边组批，测出它每秒能处理多少请求。指定了多个设备、精度、运行时、填充倍数或计算图时，测试第一个能运行的。',
      notes:
        '标准输出只有结果；进度和提示写入标准错误。按 Ctrl-C 停止，已测得的结果会输出。JSON 是完整的运行记录；CSV 每个策略一行。模拟得出的数据都会注明。',
      exit: {
        ok: '负载测试有结果；策略过载也算结果',
        noResult: '没有结果，或某个策略失败',
        suspectScores: '该组的分数可疑',
      },
    },
    compare: {
      summary: '比较两边的运行：各格以及总体的吞吐量相差多少，附 95% 区间。',
      notes:
        '每边有两次以上运行时，区间反映各次运行之间的差别；有一边只有一次时，区间只反映该次运行内部的样本，说服力较弱。文件可以是一份运行记录，也可以是多次运行的归档；含 #r=… 的链接同样可用。',
      exit: {
        ok: '已比较，且没有下列情况',
        noResult: '没有可比较的内容；或使用 --fail-if-slower 时，“之后”缺少“之前”中某一组的结果',
        usage: '用法错误、文件无法读取，或 --fail-if-slower 不应对这些运行作出判断',
        suspectScores: '“之后”中某一组的分数可疑',
        regression: '--fail-if-slower：慢得超过允许的比例（任一边只有一次运行时不会出现）',
      },
    },
    collect: {
      summary: '把文件夹及其子文件夹中的运行记录按设备和组汇总成一张表，并可生成图表数据。',
      notes:
        '同一设备用相同软件测量相同工作的多次运行会合并统计，每次运行计一次。设备按标签和适配器名称区分。不是运行记录的文件会在标准错误中列出并跳过。',
      exit: {
        ok: '已汇总',
        usage: '用法错误，或没有可读取的运行记录',
      },
    },
  },
};
