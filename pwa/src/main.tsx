import "./ui/tokens.css";
import "./ui/base.css";
import "./ui/buttons.css";
import "./ui/cards.css";
import "./ui/choices.css";
import "./ui/fields.css";
import "./ui/frame.css";
import { render } from "preact";
import { App } from "./app";
import { startKernel } from "./kernel/start";
import { registerServiceWorker } from "./kernel/update";
import { PRACTICES } from "./practices";
import { useSavedGuise } from "./ui/guise";
import { hearInstallOffer } from "./ui/installing";
import { useSavedLanguage } from "./ui/language";
import { hearQuickExit } from "./ui/quick-exit";

hearInstallOffer();
hearQuickExit();
useSavedGuise();
void open();

/** Not awaited at the top: what this loads meanwhile may import from this very file's chunk. */
async function open(): Promise<void> {
	await startKernel(PRACTICES);
	useSavedLanguage();
	render(<App />, place());
	await registerServiceWorker();
}

function place(): HTMLElement {
	const found = document.getElementById("app");
	if (!found) throw new Error("index.html has no #app");
	return found;
}
