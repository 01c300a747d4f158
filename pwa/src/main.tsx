import "./ui/tokens.css";
import "./ui/base.css";
import "./ui/buttons.css";
import "./ui/cards.css";
import "./ui/choices.css";
import "./ui/fields.css";
import "./ui/frame.css";
import { render } from "preact";
import { App } from "./app";
import { fetchEarly, part } from "./kernel/browser/parts";
import { homePart } from "./screens/home-part";
import { bringCodeBack } from "./ui/code-astray";
import { ignoreDoubleTaps } from "./ui/double-tap";
import { useSavedGuise } from "./ui/guise";
import { hearInstallOffer } from "./ui/installing";
import { hearQuickExit } from "./ui/quick-exit";
import { outliveTranslators, withOwnTexts } from "./ui/translators";

const startPart = part(() => import("./start"));

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
	const late = setTimeout(show, PATIENCE);
	const starting = startPart().catch(() => null);
	// nearly every first screen needs it; it loads while the store opens
	fetchEarly(homePart);
	const loaded = await starting;
	if (loaded) await loaded.start(show);
	else window.addEventListener("online", () => location.reload(), { once: true });
	clearTimeout(late);
	show();
	// if a browser refuses, the app works only with a connection
	await loaded?.registerServiceWorker().catch(() => undefined);
}

function place(): HTMLElement {
	const found = document.getElementById("app");
	if (!found) throw new Error("index.html has no #app");
	return found;
}
