/** Notices, warnings and what is wrong with a value. Each says what to do next. */
export const messages = {
  notice: {
    languageMissing:
      'The texts in this language could not be loaded. Check the connection, then reload the page.',
    softwareAdapter:
      'WebGPU works here, but on a software adapter that computes on the CPU. WASM is faster and is used unless you choose WebGPU.',
    noAdapter:
      'This browser has WebGPU but offers no GPU. Turn on hardware acceleration in the browser’s settings, or update the graphics driver, then reload.',
    noWebgpu: 'A current Chrome, Edge, Firefox or Safari has WebGPU; the page must also come over https.',
    probeFailed:
      'The GPU could not be asked what it can do, so models run on the CPU (WASM). Reload the page to ask again.',
    startedAgain:
      'The worker that runs the model gave no sign of life while it started, so it was ended and started once more. You need not do anything.',
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
      'The browser refused to store your text and settings, so they will not survive a reload. Free some storage, leave private browsing, or, where another page shows this one, open it in a tab of its own.',
    jobRefused: {
      run: 'A measurement is under way. Stop it first, or wait until it has ended.',
      rank: 'A ranking is under way. Wait until it has ended, or cancel it.',
    },
    maxLengthClamped:
      'Max length {{asked, number}} is more than this model takes; {{context, number}} is used instead.',
    insecure:
      'This page came over plain http from another machine, so the browser withholds WebGPU, WASM threads, the exact clock, the cache for models and the copy buttons. Ranking, sweeps and load tests run on one CPU thread, and a model is downloaded again each time. {{kept}} For everything, open the page over https, or as localhost on the machine that serves it.',
    kept: 'Your text and history are kept.',
    notKept: 'Your text and history are not kept after a reload, since the browser refuses to store them.',
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
} as const;
