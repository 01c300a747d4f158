/** Which of the two sides of the door this phone is on: nobody here yet, or somebody at home. */

import { useState } from "preact/hooks";
import { ErrorBoundary, LocationProvider, lazy } from "preact-iso";
import { locked } from "./kernel/lock";
import { session } from "./kernel/session";
import { Broken } from "./screens/broken";
import { Door } from "./screens/door";
import { useKeptFocus } from "./ui/focus";

const Locked = lazy(() => import("./screens/locked"));
const Home = lazy(() => import("./home"));

export function App() {
	const [broken, setBroken] = useState(false);
	useKeptFocus();
	if (broken) return <Broken />;
	return (
		<LocationProvider>
			<ErrorBoundary onError={() => setBroken(true)}>
				<Side />
			</ErrorBoundary>
		</LocationProvider>
	);
}

function Side() {
	const { state } = session.value;
	if (state === "opening") return null;
	if (locked.value) return <Locked />;
	return state === "ready" ? <Home /> : <Door />;
}
