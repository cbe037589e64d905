/** The faults between a page and a model hub. */
export type FaultKind =
  /** The connection ends without an answer. */
  | 'offline'
  /** 404, as for a file the repository lacks. */
  | 'not-found'
  /** 401, as for a repository whose licence must be accepted first. */
  | 'gated'
  /** 503. */
  | 'server-error'
  /** A good answer that the browser withholds from the page, since no CORS header allows it. */
  | 'no-cors'
  /**
   * 200 and a web page: a captive portal, a proxy's login, a host that answers every path with its front
   * page.
   */
  | 'html'
  /** Half of the file, then nothing more until it is released. */
  | 'slow'
  /** The full length is promised, half of it is sent, and the connection ends. */
  | 'cut-short'
  /** The full length is promised, half of it is sent, and the connection ends once it is released. */
  | 'cut-later'
  /** Half of the file is promised and half is sent: a mirror whose copy is incomplete. */
  | 'truncated-ok'
  /** As many bytes as expected, but wrong ones. */
  | 'garbage';

export interface FaultRule {
  readonly kind: FaultKind;
  /**
   * Tested against the path first asked for, such as `/org/name/resolve/main/onnx/model.onnx`. Default: all.
   */
  readonly path?: RegExp;
  /** How many requests are hit before the rule ends. Default: all, until it is removed. */
  readonly times?: number;
}

export interface Fault {
  /** Resolves when the rule hits its first request. */
  readonly hit: Promise<void>;
  /**
   * Lets answers that `slow` holds go on, and later ones pass unhindered; those that `cut-later` holds end.
   */
  release(): void;
  /** Ends the rule; held answers go on. */
  remove(): void;
}

interface ActiveFault extends Fault {
  readonly rule: FaultRule;
  readonly released: Promise<void>;
  left: number;
  hasHit(): void;
}

/** A fault as it applies to one request. */
export interface FaultInForce {
  readonly kind: FaultKind;
  /** Settles when `slow` may go on, and `cut-later` ends. */
  readonly released: Promise<void>;
}

const byHalves: readonly FaultKind[] = ['slow', 'cut-short', 'cut-later'];

/** Which faults apply now. The latest rule that fits a path wins. */
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
   * Counts a hit. Call it once for each file asked for, not for each hop of a redirect.
   *
   * @param isProbe a single byte is asked for to learn the file's size: it cannot come by halves, so faults
   * that let a body come
   *   by halves wait for the file itself
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
  // A pattern with the g or y flag remembers where it stopped; a fault must not depend on that.
  return pattern === undefined || new RegExp(pattern.source, pattern.flags.replace(/[gy]/g, '')).test(path);
}
