/**
 * Why a command cannot do what it was asked for: flags, files, browser and page. Each says what to do next.
 */
export const commandProblems = {
  problem: {
    error: 'error: {{text}}',
    unexpected: 'unexpected: {{text}}',
    seeHelp: '{{problem}} See --help.',
    noCommand: 'There is no command {{name}}. The commands are {{names}}.',
    /** Details after a sentence. */
    withDetail: '{{problem}} ({{detail}})',
    flag: {
      unknown: "Unknown option '{{flag}}'.",
      misspelt: "Unknown option '{{flag}}'. Did you mean {{meant}}?",
      noValue: "Option '{{flag}}' argument missing.",
      required: "Required option '{{flag}}' not specified.",
      noArgument: "Missing required argument '{{name}}'.",
      tooMany: 'Too many arguments. Expected {{expected}}, but got {{given}}.',
      badValue: "Option '{{flag}}' argument '{{value}}' is invalid. {{reason}}",
      wholeNumber: 'It takes a whole number from {{min}} to {{max}}.',
      connectAddress: '--connect takes a ws:// or wss:// address, not “{{text}}”.',
      browserElsewhere: '{{flag}} is for a browser that is started here; leave it or --connect out.',
      notOfBrowser: '{{flag}} has no effect on {{browser}}; leave it out, or use another --browser.',
      besideSuite: '{{flag}} has no effect beside --suite, which has its own; leave it out.',
      pageAddress: '--page takes an https address (http for this machine only), not “{{text}}”.',
      portElsewhere: '--port is for the page that is served here; leave it or --page out.',
      arrivals: '{{flag}} is for --arrivals {{arrivals}}; leave it out or add that.',
      rateOfClients:
        '{{flag}} has no effect with --arrivals closed, whose clients send the next request when they are answered. Leave it out.',
      percentage: '{{flag}} takes a percentage from 0% to below 100%, as 10%, not “{{text}}”.',
    },
    model: {
      noFolder: '--model names {{path}}, but no folder is there.',
      lacks: 'The model folder {{path}} lacks {{files}}; lay it out as on the hub.',
      pointers:
        'The model folder {{path}} has only pointers of git-lfs, not the files themselves: {{files}}. Run git lfs pull there.',
      badConfig: 'The config.json of the model folder {{path}} cannot be read. Download it again.',
      several: 'There is more than one model in {{path}}. Give one of: {{folders}}.',
      weights: 'onnx/model.onnx (or one of another dtype)',
      ofPage: 'Such a model is given in the page; here give its folder, as ./folder.',
      unknownTwin: 'There is no such twin; there are {{names}}.',
      orFolder: '{{problem}} A folder begins with . or /.',
    },
    input: {
      two: '--sample and --documents are two inputs; leave one of them out.',
      queryAlone: '--query needs --documents; a sample set has a query of its own.',
      unknownSample: 'There is no sample set “{{name}}”; there are {{names}}.',
      nothingToRank: 'There is nothing to rank; give a file with --documents.',
      isFolder: '{{file}} is a folder; --documents takes a file.',
      ofFile: '{{file}}: {{problem}}',
      noQuery: 'there is no query; give one with --query.',
      documentWithoutQuery: 'document {{place}} has no query; give one for such documents with --query.',
      noDocuments: 'every document is empty.',
      flagAlone: '{{flag}} needs --documents.',
      unknownEncoding: 'There is no encoding “{{encoding}}”; try utf-8, windows-1252, gbk or shift_jis.',
      queryReplaced: 'its own query, “{{query}}”, is replaced by --query.',
      judgedQueryReplaced:
        'its own query, “{{query}}”, is replaced by --query, and the relevance judged for it is not used.',
      leaveTitlesOut: '{{note}} Leave them out with --titles ignore.',
      nameEncoding: '{{note}} Or name the encoding with --encoding.',
      needlessQuery: 'every document has a query of its own, so --query has no effect. Leave it out.',
      manyQueries: 'a ranking is for one query, and these documents have {{queries}}.',
    },
    file: {
      missing: 'There is no file {{file}}.',
      unreadable: '{{file}} cannot be read: {{reason}}.',
      notWritten: '{{file}} cannot be written: {{reason}}.',
      reason: {
        missing: 'there is no such file',
        isFolder: 'it is a folder',
        noFolder: 'it is not a folder',
        partNoFolder: 'a part of its path is not a folder',
        forbidden: 'permission denied',
        diskFull: 'the disk is full',
      },
      outEnding: '{{flag}} takes a file that ends in {{endings}}, not “{{file}}”.',
      outNowhere:
        '{{flag}} names {{file}}, but the folder {{folder}} does not exist or cannot be written to.',
      outIsFolder: '{{flag}} names a folder: {{file}}.',
    },
    record: {
      'too-large': '{{file}} is larger than any run record or archive.',
      'not-json': '{{file}} is not JSON.',
      'not-a-record': '{{file}} is not a run record or archive of Rerank Bench.',
      wrongAt: '{{file}} is not a run record or archive of Rerank Bench (wrong at {{where}}).',
      'newer-version': '{{file}} was written by a newer version of Rerank Bench.',
      empty: '{{file}} contains no run.',
      noneInFolder: '{{folder}} holds no run record that can be read.',
    },
    link: {
      damaged: 'The link {{link}} is damaged; copy the whole link again.',
      'newer-version': 'The link {{link}} was made by a newer version of Rerank Bench.',
      'too-large': 'The link {{link}} is longer than any link of Rerank Bench.',
      none: 'The link {{link}} contains no run.',
    },
    browser: {
      none: 'No Chromium, Chrome or Edge was found. Install one, run `npx playwright install chromium`, or set CHROMIUM_PATH to a browser’s program.',
      noneNamed:
        'No {{name}} was found. Install one, run `npx playwright install chromium`, or set CHROMIUM_PATH to a browser’s program.',
      noProgram: '--browser names {{path}}, where no program is. It takes {{names}} or a browser’s path.',
      badPath:
        '{{variable}} names {{path}}, where no file is. Set it to the browser’s program, or unset it to search for one.',
      noFirefox:
        'No Firefox was found. Install it (on Debian: apt install firefox-esr), or set FIREFOX_PATH to its program.',
      noWebKit:
        'No WebKitGTK with its driver was found. On Debian: apt install webkit2gtk-driver xvfb. On macOS use --browser safari.',
      noSafari: 'Safari is on macOS only. On Linux, WebKit is --browser webkit.',
      noScreen:
        'WebKitGTK always opens a window, and there is no screen. Install Xvfb (on Debian: apt install xvfb), or set DISPLAY.',
      nothingToShowOn:
        '--headed shows the browser’s window, and there is no screen. Leave it out, or set DISPLAY.',
      noDriver:
        '--browser {{browser}} needs a package that is not installed here: npm install {{missing}} (with npx: npx -p rerank-bench -p {{missing}} rerank-bench …).',
      safariNotStarted:
        'Safari did not start. Run `safaridriver --enable` once, and allow remote automation in Safari’s Developer settings. ({{reason}})',
      notStarted: 'The browser {{path}} did not start: {{reason}}',
      profileInUse:
        'The browser {{path}} did not start: its profile is in use by another one. Wait for that, or give another --profile.',
      noneRemote: 'There is no Playwright browser at {{address}}: {{reason}}',
      ended:
        'The browser ended unexpectedly, perhaps for lack of memory. Try smaller batches or a smaller dtype.',
    },
    page: {
      noneBuilt: 'RERANK_BENCH_DIST names {{folder}}, but there is no built page there.',
      notBuilt: 'The page could not be built.',
      portInUse: 'Port {{port}} is in use; give another with --port.',
      portForbidden: 'Port {{port}} may not be used; give another with --port.',
      notOpened: 'The page at {{address}} could not be opened: {{reason}}',
      another: 'What is at {{address}} is not Rerank Bench: {{reason}}',
      refusesSettings: 'The page refuses these settings: {{reason}}',
      failed: 'The page failed: {{reason}}',
      otherVersion:
        'The page gives run records of another version (at {{where}}). Use the command line of that version.',
      notStopped: 'The page did not stop.',
      notStoppedInTime: 'The page did not stop when its time was up.',
    },
    interrupted: 'Interrupted before anything was measured.',
    noRankingInTime: 'There was no ranking after {{seconds}} seconds, as --timeout says.',
  },
} as const;
