/** Notices, warnings and what is wrong with a value. Each says what to do next. */
export const messages = {
  notice: {
    languageMissing:
      'The texts in this language could not be loaded. Check the connection, then reload the page.',
    softwareAdapter:
      'WebGPU works here, but on a software adapter that computes on the CPU. WASM is faster and is used unless you choose WebGPU.',
    noAdapter:
      'This browser has WebGPU but offers no GPU, so models run on the CPU (WASM). Turn on hardware acceleration in the browser’s settings, or update the graphics driver, then reload.',
    noWebgpu:
      'This browser has no WebGPU, so models run on the CPU (WASM). A current Chrome, Edge, Firefox or Safari has it; the page must also come over https.',
    probeFailed:
      'The GPU could not be asked what it can do, so models run on the CPU (WASM). Reload the page to ask again.',
    badSetting: 'The setting “{{name}}” is not used: {{problem}} The default is used instead.',
    unknownSetting: 'There is no setting “{{name}}”, so that part of the address is not used.',
    unknownSample: 'There is no sample set “{{name}}”. Choose one under Samples.',
    documentsRead: '“{{name}}”: {{note}}',
    pasteRead: 'Pasted text: {{note}}',
    qrelsRefused: '“{{name}}” was not used: {{reason}}',
    fileRefused: '“{{name}}” was not added: {{reason}} Your documents are as they were.',
    pasteTooLarge:
      'That would make {{megabytes, number}} MB of text, and {{limit, number}} MB is the most. Nothing was changed; add less, or remove documents first.',
    tooManyDocuments:
      'That would make {{count, number}} documents, and {{limit, number}} is the most. Nothing was changed; add fewer, or remove some first.',
    inputProblem: {
      'no-query': 'There is no query yet. Type one, or choose a sample, then try again.',
      'no-documents': 'There are no documents yet. Add some, or choose a sample, then try again.',
      'too-many-characters':
        'The documents hold {{actual, number}} characters, and {{limit, number}} is the most. Remove some, then try again.',
      'too-many-documents':
        'There are {{actual, number}} documents, and {{limit, number}} is the most. Remove some, then try again.',
      'query-too-long':
        'The query would be {{actual, number}} characters long, and {{limit, number}} is the most. Shorten it, then try again.',
    },
    storageFailed:
      'The browser refused to store your text and settings, so they will not survive a reload. Free some storage, or leave private browsing.',
    jobRefused: {
      run: 'A measurement is under way. Stop it first, or wait until it has ended.',
      rank: 'A ranking is under way. Wait until it has ended, or cancel it.',
    },
    maxLengthClamped:
      'Max length {{asked, number}} is more than this model takes; {{context, number}} is used instead.',
    insecure:
      'This page came over plain http from another machine, so the browser withholds WebGPU, WASM threads, the exact clock, the cache for models and the copy buttons. Ranking, sweeps and load tests run on one CPU thread, a model is downloaded again each time, and your text and history are kept. For everything, open the page over https, or as localhost on the machine that serves it.',
    setAside: {
      told: 'Some of what this browser had stored for the page cannot be read: it was damaged, or written by another version of the page. It was set aside, and you can save it as a file.',
      saved:
        'What could not be read was saved as “{{file}}”, and this browser no longer keeps it. Until you close the page you can save it again.',
      failed:
        'The browser refused to read what was set aside. It stays where it is; reload the page and try again.',
      save: 'Save as a file',
      saveAgain: 'Save again',
      delete: 'Delete',
      list: 'What was set aside',
      input: 'Your query and documents. The page started with a sample.',
      lastInput: 'What you typed just before you left the page. The text stored before that was used.',
      leftRun_one: 'A run as it stood when its tab was closed. The history may lack its last seconds.',
      leftRun_other:
        '{{count, number}} runs as they stood when their tabs were closed. The history may lack their last seconds.',
      host: 'The address of your model hub. It was reset to the default.',
      colorScheme: 'Your choice of light or dark colours. It was reset to your system’s.',
      other: 'Something that another version of the page had set aside.',
    },
    framed:
      'This page is shown inside another site, which keeps threads and the exact clock from it, so WASM runs on one thread. Open it in a tab of its own for everything.',
    openAlone: 'Open in a tab of its own',
    reload: 'Reload',
    reloadToIsolate: 'After a reload WASM can use threads, and the clock is exact.',
    newVersion:
      'A new version of this page is ready. Reload to use it; your text, settings and history stay.',
    newVersionLater: 'The new version is loaded as soon as the measurement has ended.',
    otherVersion: 'Another tab has loaded a new version of this page. Reload this one too.',
    partMissing:
      'A part of this page could not be loaded: there is no connection, or a newer version has replaced this one. Check the connection, then reload.',
    notIsolated:
      'The page is not cross-origin isolated, so WASM runs on one thread and the clock is coarse. The host does not send the headers for it, and the browser did not let the page add them, as in some private windows. docs/hosting.md names the headers.',
  },
  settingProblem: {
    'unknown-setting': 'There is no such setting.',
    'not-a-whole-number': '“{{text}}” is not a whole number.',
    'not-a-number': '“{{text}}” is not a number.',
    'out-of-range': '{{text}} is not between {{min, number}} and {{max, number}}.',
    'unknown-choice': '“{{text}}” is not one of {{choices}}.',
    'empty-list': 'Give at least one value.',
    'too-many-values': 'Give at most {{max, number}} values.',
    'bad-model-id': '“{{text}}” is not a model id such as organisation/model.',
    'bad-address': '“{{text}}” is not an https address (http is for this machine only).',
    'too-long': 'Use at most {{max, number}} characters.',
  },
  documentsFile: {
    'unknown-extension': 'only .txt, .csv, .tsv, .json, .jsonl and .ndjson files are read.',
    empty: 'there is no text in it.',
    'bad-json': 'line {{line, number}} is not JSON. Mend that line and try again.',
    'bad-line-shape':
      'line {{line, number}} is neither a string nor an object with a text under “text”, “page_content”, “content”, “passage”, “body” or “document”. Mend that line and try again.',
    'missing-text-column':
      'its first line, “{{found}}”, names no column of texts. Name one “text” or “passage”, or save one text a line as .txt.',
    'bad-cell-count':
      'the row at line {{line, number}} has a different number of cells than the header. Put quotes around texts that contain the separator.',
    'bad-quotes':
      'a quote at line {{line, number}} is not closed, or text follows it. Mend that line and try again.',
    'looks-binary': 'it is not text in UTF-8. Save it as UTF-8 text and try again.',
    'unknown-encoding':
      'its text is neither UTF-8 nor Windows-1252. Save it as UTF-8 and try again, or name its encoding to a command with --encoding.',
    'trec-run':
      'it is a TREC run: it ranks documents by their ids and has no texts. Use the documents themselves, such as a BEIR corpus.jsonl.',
    qrels:
      'it holds judgements of relevance (qrels) and no texts. Give it beside the documents: to a command with --qrels, to the page after them.',
    'too-large': 'it is larger than the page can hold. Split it and use a part of it.',
    unreadable: 'the browser could not read it. Check that it is still there, then try again.',
  },
  documentsNote: {
    'titles-joined_one': '{{count, number}} document has a title, which is scored before its text.',
    'titles-joined_other': '{{count, number}} documents have titles, which are scored before their texts.',
    'texts-empty_one': '{{count, number}} document has no text; it is scored all the same.',
    'texts-empty_other': '{{count, number}} documents have no text; they are scored all the same.',
    'relevance-read_one': 'the relevance of {{count, number}} document was read from “{{field}}”.',
    'relevance-read_other': 'the relevance of {{count, number}} documents was read from “{{field}}”.',
    'no-header': 'it has no header; its columns were read as {{columns}}.',
    'read-as-json': 'it was read as JSON, a document for each text in it.',
    'read-as-table': 'it was read as a table, a document for each row.',
    'json-broken':
      'it looks like JSON, but line {{line, number}} is not; its lines were added as plain text. Mend that line and paste it again.',
    'looks-like-json':
      'its lines are JSON but were read as plain text. Name it .jsonl to have the texts taken out of them.',
    'encoding-guessed':
      'it is not UTF-8 and was read as {{encoding}}. If letters look wrong, save it as UTF-8.',
    unreadable_one:
      '{{count, number}} character could not be read and shows as “\uFFFD”, in line {{line, number}}. Look for an undamaged copy.',
    unreadable_other:
      '{{count, number}} characters could not be read and show as “\uFFFD”, the first in line {{line, number}}. Look for an undamaged copy.',
    judged:
      'it judges {{judged, number}} of {{total, number}} documents. The others of the same query count as not relevant.',
  },
  qrelsProblem: {
    'bad-qrels':
      'line {{line, number}} is no judgement, which would be a query’s id, 0, a document’s id and a relevance. Mend that line and try again.',
    'no-ids': 'the documents have no ids. Give each the one that this file uses, as “_id”, “id” or “docid”.',
    'no-match': 'it judges none of the documents. Check that both use the same ids.',
    'which-query':
      'it judges the documents for several queries ({{found}}). Give each document its query’s id as “query_id”, or keep the lines of one query.',
  },
  warning: {
    'software-adapter': 'WebGPU ran on a software adapter, so these numbers describe the CPU and not a GPU.',
    'repeated-pairs':
      'There were fewer documents than pairs, so documents were repeated to make up the number.',
    'max-length-clamped': 'Max length was more than the model takes and was clamped to its context.',
    'fixed-batch':
      'The model file takes one certain number of pairs a pass: smaller batches are filled up, larger ones are left out.',
    'fixed-length':
      'The model file takes pairs of one certain length alone, so every pair is padded to that.',
    'no-attention-mask':
      'The model file takes no attention mask, so nothing is padded: only pairs of equal length share a pass.',
    'not-isolated': 'The page was not cross-origin isolated: one WASM thread, and a clock that steps 100 µs.',
    'no-shared-memory': 'This browser has no shared memory, so WASM computes on one thread.',
    'worker-replaced':
      'The worker was replaced after memory ran out, and the cells that were left were warmed up again.',
    'lane-restarted': 'A lane was restarted after a fault; samples from before are kept.',
    'load-step-down':
      'Memory ran out for a batch of a load test: its pairs were scored one by one, and later batches held half as many.',
    'load-restarted':
      'A worker was lost during a load test. The requests of its batch failed; a fresh worker answered those that waited.',
    'runtime-fallback':
      'The fastest build of ONNX Runtime did not start here, and another took its place; it may be slower.',
    'memory-doubtful':
      'The model may need more memory than this device gives it. If it fails, choose a smaller precision.',
    drift:
      'Latencies drifted from round to round, perhaps because of heat or other programs, so the means do not describe a single state. Let the device rest, close other programs and run again.',
    'wide-interval':
      'Some 95 % intervals stayed wider than ±5 %. Close other programs and run again, or ask for more repetitions.',
    'coarse-clock':
      'The clock’s step is more than 1 % of the shortest latency. With more pairs per request it matters less.',
    'budget-spent':
      'The time for this lane was up before every cell had ten rounds. Ask for fewer cells, or set the repetitions.',
    'too-few-pairs':
      'No pair count fills the largest batch sizes, so nothing was measured there. Add a larger pair count to see them.',
    'hidden-tab': 'The tab was hidden during the run; sampling paused and what was under way was discarded.',
    'other-tab-measuring':
      'Another tab of the page was measuring when the run began, so both shared the device and the numbers may be too low. Run again with one tab only.',
    'on-battery': 'The device ran on battery, which may slow it down. Plug it in and run again to compare.',
    'suspect-scores':
      'The scores of a lane failed their check. Its numbers are shown but win no recommendation; choose another precision or device.',
    'wrong-backend':
      'A lane ran on another device than it was asked to, so its numbers describe the device it ran on.',
    'other-adapter':
      'WebGPU gave a lane another GPU than the one named for this run, so its numbers describe that other one.',
    'profile-failed':
      'No pass could be profiled. On a GPU that needs timestamp queries: use a current Chrome or Edge, or WASM.',
  },
} as const;
