import type { RunTools } from '../jobs/run-tools.ts';

/** What of the Battery Status API is asked; Chromium's browsers have it, TypeScript's types do not. */
interface BatteryNavigator {
  readonly getBattery?: () => Promise<{ readonly charging: boolean }>;
}

/** The Screen Wake Lock API is absent outside secure contexts, whatever the types say. */
type PowerNavigator = BatteryNavigator & { readonly wakeLock?: Pick<WakeLock, 'request'> };

type PowerDocument = Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;

/** Screen and battery of the machine, as far as the browser lets a page at them. */
export function browserPower(
  navigator: PowerNavigator,
  document: PowerDocument,
): Pick<RunTools, 'keepAwake' | 'isOnBattery'> {
  return {
    keepAwake: () => {
      let isOver = false;
      let held: Pick<WakeLockSentinel, 'release'> | null = null;
      const take = async () => {
        if (isOver || document.visibilityState !== 'visible') return;
        try {
          const sentinel = await navigator.wakeLock?.request('screen');
          if (isOver) await sentinel?.release();
          else held = sentinel ?? null;
        } catch {
          // Refused, as on a low battery: the run goes on, and a screen that sleeps shows as a hidden tab.
        }
      };
      // The browser takes the lock back whenever the tab is hidden.
      const retake = () => void take();
      document.addEventListener('visibilitychange', retake);
      void take();
      return () => {
        isOver = true;
        document.removeEventListener('visibilitychange', retake);
        void held?.release();
        held = null;
      };
    },
    isOnBattery: async () => {
      try {
        const battery = await navigator.getBattery?.();
        return battery === undefined ? null : !battery.charging;
      } catch {
        return null;
      }
    },
  };
}
