import { useEffect } from "preact/hooks";

/**
 * Keeps the screen on while mounted, if the browser can. The lock is released when the page is hidden, so request it
 * again.
 */
export function useWakeLock(): void {
	useEffect(() => {
		let lock: WakeLockSentinel | null = null;
		let shown = true;
		const hold = async (): Promise<void> => {
			if (!("wakeLock" in navigator) || document.visibilityState !== "visible") return;
			const held = await navigator.wakeLock.request("screen").catch(() => null);
			if (shown) lock = held;
			else void held?.release();
		};
		const again = () => void hold();
		document.addEventListener("visibilitychange", again);
		again();
		return () => {
			shown = false;
			document.removeEventListener("visibilitychange", again);
			void lock?.release();
		};
	}, []);
}
