/** Shows the screens with or without an account on this phone. */

import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { ErrorBoundary, LocationProvider } from "preact-iso";
import { fetchEarly, part } from "./kernel/browser/parts";
import { locked } from "./kernel/store/locked";
import { session } from "./kernel/store/session";
import { Cover } from "./screens/cover";
import { Door } from "./screens/door";
import { checkPart, helpPart } from "./screens/help-parts";
import { homePart } from "./screens/home-part";
import { Broken } from "./ui/broken";
import { useKeptFocus } from "./ui/focus";
import { lazily, notLoadedPart } from "./ui/lazily";
import { covered } from "./ui/quick-exit";
import { SkipLink } from "./ui/skip-link";
import { wordsPart } from "./ui/words-part";

const Locked = lazily(
	part(() => import("./screens/locked")),
	Closed,
);
const Home = lazily(homePart, Closed);

export function App() {
	const [broken, setBroken] = useState(false);
	useKeptFocus();
	// Help, and what is shown when anything else fails to load
	useEffect(() => fetchEarly(helpPart, checkPart, notLoadedPart, wordsPart), []);
	return (
		<LocationProvider>
			<SkipLink />
			<ErrorBoundary onError={() => setBroken(true)}>{broken ? <Door shut={<Broken />} /> : <Side />}</ErrorBoundary>
		</LocationProvider>
	);
}

function Side() {
	const { state } = session.value;
	// the browser does not open the storage, or is slow; or what opens it did not load
	if (state === "opening") return <Door shut={<Broken />} />;
	if (locked.value) return <Locked />;
	if (covered.value) return <Door shut={<Cover />} />;
	return state === "ready" ? <Home /> : <Door />;
}

/** Wraps the substitute for a whole part of the app. */
function Closed({ children }: { readonly children: ComponentChildren }) {
	return <Door shut={children} />;
}
