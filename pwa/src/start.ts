/** Opens the app from the phone's store. Apart from main.tsx, so that no practice adds to what the app loads first. */

import { startKernel } from "./kernel/engine/start";
import { PRACTICES } from "./practices";
import { useSavedLanguage } from "./ui/language";
import { hearOffers } from "./ui/moments";

export { registerServiceWorker } from "./kernel/engine/update";

/** Resolves when the screens may be shown; calls `onFailing` if the browser refuses to open the store. */
export async function start(onFailing: () => void): Promise<void> {
	useSavedLanguage();
	hearOffers(PRACTICES.flatMap(({ offers }) => offers ?? []));
	await startKernel(PRACTICES, onFailing);
}
