/** What can go wrong between a page and a model hub. */
export type FaultKind =
  /** The connection ends without an answer. */
  | 'offline'
  /** 404, as for a file that the repository lacks. */
  | 'not-found'
  /** 401, as for a repository whose licence must be accepted first. */
  | 'gated'
  /** 503. */
  | 'server-error'
  /** A good answer without CORS headers, which the browser withholds from the page. */
  | 'no-cors'
  /**
   * 200 and a web page, as from a captive portal, a proxy's login or a host that answers every path with its
   * front page.
   */
  | 'html'
  /** Half of the file, then nothing more until the fault is released. */
  | 'slow'
  /** Promises the full length, sends half of it and ends the connection. */
  | 'cut-short'
  /** Promises the full length, sends half of it and ends the connection when the fault is released. */
  | 'cut-later'
  /** Promises and sends half of the file, as a mirror with an incomplete copy does. */
  | 'truncated-ok'
  /** The right number of bytes with the wrong content. */
  | 'garbage';

export interface FaultRule {
  readonly kind: FaultKind;
  /**
   * Tested against the first path of a request, such as `/org/name/resolve/main/onnx/model.onnx`. Default:
   * all paths.
   */
  readonly path?: RegExp;
  /** The number of requests until the rule ends. Default: no limit. */
  readonly times?: number;
}

export interface Fault {
  /** Resolves when the rule hits its first request. */
  readonly hit: Promise<void>;
  /** Lets held answers of `slow` continue and later ones pass. Ends the held answers of `cut-later`. */
  release(): void;
  /** Ends the rule. Held answers continue. */
  remove(): void;
}

interface ActiveFault extends Fault {
  readonly rule: FaultRule;
  readonly released: Promise<void>;
  left: number;
  hasHit(): void;
}

/** A fault that applies to one request. */
export interface FaultInForce {
  readonly kind: FaultKind;
  /** Settles when `slow` may continue and `cut-later` must end. */
  readonly released: Promise<void>;
}

const byHalves: readonly FaultKind[] = ['slow', 'cut-short', 'cut-later'];

/** The faults in force. If several rules fit a path, the latest wins. */
export class FaultBook {
  #faults: ActiveFault[] = [];

  set(rule: FaultRule): Fault {
    let hasHit = () => {};
    let release = () => {};
    const hit = new Promise<void>((resolve) => {
      hasHit = resolve;
    });
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const fault: ActiveFault = {
      rule,
      hit,
      released,
      left: rule.times ?? Number.POSITIVE_INFINITY,
      hasHit,
      release,
      remove: () => {
        this.#faults = this.#faults.filter((other) => other !== fault);
        release();
      },
    };
    this.#faults.unshift(fault);
    return fault;
  }

  clear(): void {
    for (const fault of [...this.#faults]) fault.remove();
  }

  /**
   * Counts a hit. Call it once for each requested file, not for each hop of a redirect.
   *
   * @param isProbe whether the request asks for a single byte to learn the file's size. A single byte cannot
   * be halved, so faults that send half of a body wait for the file itself.
   */
  take(path: string, isProbe = false): FaultInForce | undefined {
    const fault = this.#faults.find(
      ({ left, rule }) => left > 0 && matches(rule.path, path) && !(isProbe && byHalves.includes(rule.kind)),
    );
    if (fault === undefined) return undefined;
    fault.left -= 1;
    fault.hasHit();
    return { kind: fault.rule.kind, released: fault.released };
  }
}

function matches(pattern: RegExp | undefined, path: string): boolean {
  // A pattern with the g or y flag remembers its last position. A fault must not depend on that.
  return pattern === undefined || new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, '')).test(path);
}
