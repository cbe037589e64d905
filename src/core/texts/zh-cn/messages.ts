import type { Texts } from '../en/index.ts';
import type { inputMessages } from '../en/input-messages.ts';
import type { messages as source } from '../en/messages.ts';

export const messages: Texts<typeof source & typeof inputMessages> = {
  notice: {
    languageMissing: '无法加载该语言的文字。请检查网络连接，然后刷新页面。',
    softwareAdapter:
      '这里可以使用 WebGPU，但它是由 CPU 计算的软件适配器。WASM 更快，因此默认使用 WASM，除非你选择 WebGPU。',
    noAdapter:
      '此浏览器有 WebGPU，但没有可用的 GPU。请在浏览器设置中打开硬件加速，或更新显卡驱动，然后重新加载页面。',
    noWebgpu: '较新的 Chrome、Edge、Firefox 或 Safari 支持 WebGPU；页面还必须通过 https 打开。',
    probeFailed: '无法查询 GPU 的能力，因此模型在 CPU 上运行（WASM）。重新加载页面可再次查询。',
    startedAgain: '运行模型的工作线程在启动时没有任何反应，已被终止并重新启动一次。你无需做任何操作。',
    badSetting: '未采用设置“{{name}}”：{{problem}}已改用默认值。',
    unknownSetting: '没有名为“{{name}}”的设置，地址中的这一部分未被采用。',
    unknownSample: '没有名为“{{name}}”的示例。请在“示例”中选择。',
    documentsRead: '“{{name}}”：{{note}}',
    pasteRead: '粘贴的文本：{{note}}',
    qrelsRefused: '未使用“{{name}}”：{{reason}}',
    fileRefused: '未添加“{{name}}”：{{reason}}原有文档没有变化。',
    pasteTooLarge:
      '这样会有 {{megabytes, number}} MB 文本，上限为 {{limit, number}} MB。未作任何改动；请少添加一些，或先删除部分文档。',
    tooManyDocuments:
      '这样会有 {{count, number}} 篇文档，上限为 {{limit, number}} 篇。未作任何改动；请少添加一些，或先删除部分文档。',
    inputProblem: {
      'no-query': '还没有查询。请输入查询或选择示例，然后重试。',
      'no-documents': '还没有文档。请添加文档或选择示例，然后重试。',
      'too-many-characters':
        '文档共有 {{actual, number}} 个字符，上限为 {{limit, number}}。请删除一部分，然后重试。',
      'too-many-documents':
        '共有 {{actual, number}} 篇文档，上限为 {{limit, number}} 篇。请删除一部分，然后重试。',
      'query-too-long':
        '查询将有 {{actual, number}} 个字符，上限为 {{limit, number}}。请缩短查询，然后重试。',
    },
    storageFailed:
      '浏览器拒绝保存你的文本和设置，重新加载后会丢失。请释放存储空间，或退出无痕浏览；如果此页面嵌在别的页面中，请在单独的标签页中打开。',
    jobRefused: {
      run: '正在测量。请先停止，或等待其完成。',
      rank: '正在排序。请等待其完成，或取消。',
    },
    maxLengthClamped: '最大长度 {{asked, number}} 超过此模型的上限，改用 {{context, number}}。',
    insecure:
      '此页面是通过普通 http 从另一台机器打开的，因此浏览器不提供 WebGPU、WASM 多线程、精确时钟、模型缓存和复制按钮。排序、测量和负载测试会在一个 CPU 线程上运行，模型每次都要重新下载。{{kept}}要使用全部功能，请通过 https 打开页面，或在提供页面的机器上以 localhost 打开。',
    kept: '你的文本和历史仍会保存。',
    notKept: '浏览器拒绝保存数据，因此重新加载后，你的文本和历史不会保留。',
    setAside: {
      told: '此浏览器为页面保存的部分内容无法读取：内容已损坏，或由页面的其他版本写入。这些内容已另行存放，你可以将其保存为文件。',
      saved: '无法读取的内容已保存为“{{file}}”，此浏览器不再保留。关闭页面之前，你还可以再次保存。',
      failed: '浏览器拒绝读取另行存放的内容。内容仍在原处；请重新加载页面后再试。',
      save: '保存为文件',
      saveAgain: '再次保存',
      delete: '删除',
      list: '另行存放的内容',
      input: '你的查询和文档。页面已改从示例开始。',
      lastInput: '你离开页面前最后输入的内容。已改用此前保存的文本。',
      leftRun_one: '标签页关闭时尚未写入历史的一次运行。历史中可能缺少其最后几秒的结果。',
      leftRun_other: '标签页关闭时尚未写入历史的 {{count, number}} 次运行。历史中可能缺少其最后几秒的结果。',
      host: '你的模型站点地址。已恢复为默认值。',
      colorScheme: '你选择的浅色或深色外观。已改为跟随系统。',
      other: '页面的其他版本另行存放的内容。',
    },
    framed:
      '本页显示在另一个网站之内，该网站不允许使用多线程和精确时钟，因此 WASM 只用一个线程。要使用全部功能，请在单独的标签页中打开。',
    openAlone: '在单独的标签页中打开',
    reload: '重新加载',
    reloadToIsolate: '重新加载后，WASM 可以使用多线程，时钟也更精确。',
    newVersion: '本页的新版本已就绪。重新加载即可使用；你的文本、设置和历史记录会保留。',
    newVersionLater: '测量结束后将立即加载新版本。',
    otherVersion: '另一个标签页已加载本页的新版本。请也重新加载此标签页。',
    partMissing: '本页的一部分无法加载：网络中断，或页面已更新为新版本。请检查网络，然后重新加载。',
    notIsolated:
      '页面未跨源隔离，因此 WASM 只用一个线程，时钟也不精确。主机没有发送所需的响应头，浏览器也不允许页面自行添加（例如某些无痕窗口）。所需的响应头见 docs/hosting.md。',
  },
  settingProblem: {
    'unknown-setting': '没有这个设置。',
    'not-a-whole-number': '“{{text}}”不是整数。',
    'not-a-number': '“{{text}}”不是数字。',
    'out-of-range': '{{text}} 不在 {{min, number}} 到 {{max, number}} 之间。',
    'unknown-choice': '“{{text}}”不在可选值 {{choices}} 之中。',
    'empty-list': '请至少给出一个值。',
    'too-many-values': '最多给出 {{max, number}} 个值。',
    'bad-model-id': '“{{text}}”不是形如 组织/模型 的模型 ID。',
    'bad-address': '“{{text}}”不是 https 地址（http 只能用于本机）。',
    'too-long': '最多 {{max, number}} 个字符。',
  },
  documentsFile: {
    'unknown-extension': '只能读取 .txt、.csv、.tsv、.json、.jsonl 和 .ndjson 文件。',
    empty: '文件中没有文本。',
    'bad-json': '第 {{line, number}} 行不是 JSON。请修正该行后重试。',
    'bad-line-shape':
      '第 {{line, number}} 行既不是字符串，也不是在“text”“page_content”“content”“passage”“body”或“document”下含有文本的对象。请修正该行后重试。',
    'missing-text-column':
      '第一行“{{found}}”中没有文本列。请把一列命名为“text”或“passage”，或另存为每行一篇的 .txt。',
    'bad-cell-count': '第 {{line, number}} 行的单元格数与表头不同。含分隔符的文本请加引号。',
    'bad-quotes': '第 {{line, number}} 行的引号没有闭合，或其后还有文字。请修正该行后重试。',
    'looks-binary': '内容不是 UTF-8 文本。请另存为 UTF-8 文本后重试。',
    'unknown-encoding':
      '文本既不是 UTF-8，也不是 Windows-1252。请另存为 UTF-8 后重试，或在命令行中用 --encoding 指明编码。',
    'trec-run':
      '这是 TREC 检索结果（run）：只按编号列出文档，不含文本。请使用文档本身，例如 BEIR 的 corpus.jsonl。',
    qrels:
      '这是相关性标注（qrels），不含文本。请与文档一起提供：命令行用 --qrels，页面则在添加文档之后再添加它。',
    'too-large': '文件超出页面所能容纳的大小。请拆分后使用其中一部分。',
    unreadable: '浏览器无法读取该文件。请确认文件仍在原处，然后重试。',
  },
  documentsNote: {
    'titles-joined_one': '{{count, number}} 篇文档有标题，评分时标题放在正文之前。',
    'titles-joined_other': '{{count, number}} 篇文档有标题，评分时标题放在正文之前。',
    'texts-empty_one': '{{count, number}} 篇文档没有文本，仍会参与评分。',
    'texts-empty_other': '{{count, number}} 篇文档没有文本，仍会参与评分。',
    'relevance-read_one': '从“{{field}}”读取了 {{count, number}} 篇文档的相关性。',
    'relevance-read_other': '从“{{field}}”读取了 {{count, number}} 篇文档的相关性。',
    'no-header': '没有表头，各列按 {{columns}} 读取。',
    'read-as-json': '已按 JSON 读取，其中每段文本为一篇文档。',
    'read-as-table': '已按表格读取，每行一篇文档。',
    'json-broken': '看起来是 JSON，但第 {{line, number}} 行不是；各行已按纯文本添加。请修正该行后重新粘贴。',
    'looks-like-json': '各行是 JSON，但按纯文本读取。改名为 .jsonl 即可取出其中的文本。',
    'encoding-guessed': '文件不是 UTF-8，已按 {{encoding}} 读取。如果文字显示不对，请另存为 UTF-8。',
    unreadable_one:
      '有 {{count, number}} 个字符无法读取，显示为“\uFFFD”，位于第 {{line, number}} 行。请找一份完好的文件。',
    unreadable_other:
      '有 {{count, number}} 个字符无法读取，显示为“\uFFFD”，首个位于第 {{line, number}} 行。请找一份完好的文件。',
    judged: '标注了 {{total, number}} 篇文档中的 {{judged, number}} 篇。同一查询的其他文档视为不相关。',
  },
  qrelsProblem: {
    'bad-qrels': '第 {{line, number}} 行不是标注；标注应为查询编号、0、文档编号和相关性。请修正该行后重试。',
    'no-ids': '文档没有编号。请用“_id”“id”或“docid”为每篇文档写上此文件所用的编号。',
    'no-match': '其中没有这些文档的标注。请确认两者使用相同的编号。',
    'which-query':
      '其中有多个查询（{{found}}）对这些文档的标注。请用“query_id”为每篇文档写上查询编号，或只保留一个查询的各行。',
  },
  warning: {
    'software-adapter': 'WebGPU 运行在软件适配器上，因此这些数字反映的是 CPU，而不是 GPU。',
    'repeated-pairs': '文档少于文本对数，因此重复使用了文档来凑足数量。',
    'fixed-batch': '此模型文件每次只接受固定数量的文本对：较小的批会被补齐，较大的批大小会被略过。',
    'fixed-length': '此模型文件只接受固定长度的文本对，因此每一对都会填充到该长度。',
    'no-attention-mask': '此模型文件不接受注意力掩码，因此不做填充：只有长度相同的文本对才会放在同一批中。',
    'max-length-clamped': '最大长度超过模型上限，已降到模型的上下文长度。',
    'not-isolated': '页面未处于跨源隔离状态：WASM 只有一个线程，计时精度为 100 微秒。',
    'no-shared-memory': '此浏览器没有共享内存，因此 WASM 只用一个线程计算。',
    'worker-replaced': '内存不足后更换了工作线程，并重新预热了剩余的格。',
    'lane-restarted': '有一组在发生故障后重新启动；此前的样本均已保留。',
    'load-step-down': '负载测试中有一批内存不足：其中的文本对逐个评分，之后的批减半。',
    'load-restarted': '负载测试期间失去了一个工作线程：该批的请求失败，等待中的请求由新的工作线程处理。',
    'runtime-fallback': '最快的 ONNX Runtime 构建未能在此启动，已改用另一种，可能较慢。',
    'memory-doubtful': '模型可能需要比此设备所能提供的更多内存。若失败，请选择更小的精度。',
    drift:
      '延迟随轮次发生了漂移，可能是发热或其他程序所致，因此均值并不对应某一种状态。请让设备冷却，关闭其他程序，然后重新运行。',
    'slowed-down':
      '设备在运行期间变慢，可能是发热或其他程序所致：同一矩阵乘法后来用时更长。此后测得的数值偏低。请让设备冷却，然后重新运行。',
    'wide-interval': '部分 95% 区间始终宽于 ±5%。请关闭其他程序后重新运行，或增加重复次数。',
    'coarse-clock': '计时器的步长超过最短延迟的 1%。每次请求的文本对越多，影响越小。',
    'budget-spent': '这一组的时间已用完，有的格还不满十轮。请减少批大小或文本对数的个数，或设置重复次数。',
    'too-few-pairs': '所有文本对数都不足以填满最大的批大小，因此没有测量。添加更大的文本对数即可测量。',
    'hidden-tab': '运行期间标签页曾被隐藏；采样暂停，当时正在进行的请求已丢弃。',
    'other-tab-measuring':
      '运行开始时本页面的另一个标签页正在测量，两者共用设备，数值可能偏低。请仅用一个标签页重新运行。',
    'on-battery': '设备使用电池供电，速度可能因此变慢。请接通电源后重新运行以作比较。',
    'suspect-scores': '有一组的分数未通过检查。其数字仍会显示，但不会据此推荐；请选择其他精度或设备。',
    'wrong-backend': '有一组没有在指定的设备上运行，其数字反映的是实际运行的设备。',
    'other-adapter': 'WebGPU 给某一组分配的 GPU 不是本次运行所示的那一个，其数字反映的是实际运行的 GPU。',
    'profile-failed': '无法剖析前向计算。在 GPU 上这需要时间戳查询：请使用新版 Chrome 或 Edge，或 WASM。',
  },
};
