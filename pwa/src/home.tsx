/** A signed-in phone: the shell, the screens of the practices and the app's own. */

import { useEffect } from "preact/hooks";
import { lazy, Route, Router, useLocation } from "preact-iso";
import { alone } from "./kernel/session";
import { hearSilence } from "./kernel/silence";
import { clearOpened, opened } from "./kernel/update";
import { PRACTICES } from "./practices";
import { silence } from "./practices/pauses/store";
import { myName, theirName } from "./practices/profiles/store";
import { SCREENS } from "./screens";
import { loadToday, TODAY } from "./screens/today-place";
import { Elsewhere } from "./ui/elsewhere";
import { NamesContext } from "./ui/names";
import { useSoftOpening } from "./ui/opening";
import { useScrollPlaces } from "./ui/scroll";
import { Shell } from "./ui/shell";

const Today = lazy(loadToday);
const FETCHED = [...PRACTICES.flatMap(({ screens = [] }) => screens), ...SCREENS];
const OTHERS = FETCHED.map(({ path, load }) => ({
	path,
	// a screen declares only the path parameters it reads, and preact-iso hands it all of them
	component: lazy(load as () => Promise<{ default: (props: object) => preact.JSX.Element }>),
}));
const PLACES = [TODAY, ...PRACTICES.flatMap(({ place }) => place ?? [])];
const CALM = /^\/pauses?(\/|$)/;

hearSilence(silence);

export default function Home() {
	const { path } = useLocation();
	const arrived = useSoftOpening();
	useScrollPlaces();
	useOpenedNotices();
	useEffect(fetchScreens, []);
	const places = PLACES.filter(({ together }) => !(together && alone.value));
	return (
		<NamesContext.Provider value={{ mine: myName.value, theirs: theirName.value }}>
			<Shell places={places} calm={CALM.test(path)}>
				<Router onRouteChange={arrived}>
					<Route path="/" component={Today} />
					<Route path="/check-in" component={Today} />
					{OTHERS.map(({ path, component }) => (
						<Route key={path} path={path} component={component} />
					))}
					<Route default component={Elsewhere} />
				</Router>
			</Shell>
		</NamesContext.Provider>
	);
}

/** A tapped notification shows the thing itself, also while the app is open. */
function useOpenedNotices(): void {
	const { route } = useLocation();
	const path = opened.value;
	useEffect(() => {
		if (!path) return;
		clearOpened();
		route(path);
	}, [path]);
}

/** When the first screen rests, the others are fetched, so that a pause opens at once and without a network. */
function fetchScreens(): () => void {
	const timer = setTimeout(() => {
		// what cannot be fetched now is fetched when it is opened
		for (const { load } of FETCHED) void load().catch(() => undefined);
	}, 2000);
	return () => clearTimeout(timer);
}
