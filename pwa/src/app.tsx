/** Which of the two sides of the door this phone is on: nobody here yet, or somebody at home. */

import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { ErrorBoundary, LocationProvider } from "preact-iso";
import { homePart } from "./home-part";
import { locked } from "./kernel/lock";
import { fetchEarly, part } from "./kernel/parts";
import { session } from "./kernel/session";
import { Door } from "./screens/door";
import { checkPart, helpPart } from "./screens/help-parts";
import { wordsPart } from "./ui/act";
import { Broken } from "./ui/broken";
import { useKeptFocus } from "./ui/focus";
import { lazily, notLoadedPart } from "./ui/lazily";
import { SkipLink } from "./ui/skip-link";

const Locked = lazily(
	part(() => import("./screens/locked")),
	Closed,
);
const Home = lazily(homePart, Closed);

export function App() {
	const [broken, setBroken] = useState(false);
	useKeptFocus();
	// Help, and what is said when anything else does not come
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
	// the browser does not open the store, or takes long
	if (state === "opening") return <Door shut={<Broken />} />;
	if (locked.value) return <Locked />;
	return state === "ready" ? <Home /> : <Door />;
}

/** Around what stands in for a whole side of the door. */
function Closed({ children }: { readonly children: ComponentChildren }) {
	return <Door shut={children} />;
}
