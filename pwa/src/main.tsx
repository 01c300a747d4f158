import "./ui/tokens.css";
import "./ui/base.css";
import "./ui/buttons.css";
import "./ui/cards.css";
import "./ui/choices.css";
import "./ui/fields.css";
import "./ui/frame.css";
import { render } from "preact";
import { App } from "./app";
import { startKernel } from "./kernel/engine/start";
import { registerServiceWorker } from "./kernel/engine/update";
import { PRACTICES } from "./practices";
import { bringCodeBack } from "./ui/code-astray";
import { ignoreDoubleTaps } from "./ui/double-tap";
import { useSavedGuise } from "./ui/guise";
import { hearInstallOffer } from "./ui/installing";
import { useSavedLanguage } from "./ui/language";
import { hearQuickExit } from "./ui/quick-exit";
import { outliveTranslators, withOwnTexts } from "./ui/translators";

/** How long the browser may take to open its storage before a message is shown, in milliseconds. */
const PATIENCE = 4000;

bringCodeBack();
outliveTranslators();
ignoreDoubleTaps();
hearInstallOffer();
hearQuickExit();
useSavedGuise();
void open();

/** Not awaited at top level: what it loads may import from this file's own chunk. */
async function open(): Promise<void> {
	const show = (): void => withOwnTexts(() => render(<App />, place()));
	useSavedLanguage();
	const late = setTimeout(show, PATIENCE);
	await startKernel(PRACTICES, show);
	clearTimeout(late);
	show();
	// if a browser refuses, the app works only with a connection
	await registerServiceWorker().catch(() => undefined);
}

function place(): HTMLElement {
	const found = document.getElementById("app");
	if (!found) throw new Error("index.html has no #app");
	return found;
}
