import type { RunTools } from '../jobs/run-tools.ts';

/** The part of the Battery Status API that is used. Only Chromium has it, and TypeScript's types lack it. */
interface BatteryNavigator {
  readonly getBattery?: () => Promise<{ readonly charging: boolean }>;
}

/** The Screen Wake Lock API is missing outside secure contexts, whatever the types say. */
type PowerNavigator = BatteryNavigator & { readonly wakeLock?: Pick<WakeLock, 'request'> };

type PowerDocument = Pick<Document, 'visibilityState' | 'addEventListener' | 'removeEventListener'>;

/** Keeps the screen awake and reads the battery, as far as the browser allows. */
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
          // Refused, for example on a low battery. The run goes on, and a sleeping screen shows up as a
          // hidden tab.
        }
      };
      // The browser releases the lock whenever the tab is hidden.
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
