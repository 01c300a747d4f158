/** A signed-in phone: the shell, the screens of the practices and the app's own. */

import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { Route, Router, useLocation } from "preact-iso";
import { fetchEarly, type Part } from "../kernel/browser/parts";
import { writeDraftsOnLeaving } from "../kernel/drafts/draft-writing";
import { clearOpened, opened } from "../kernel/engine/update";
import { alone } from "../kernel/store/session";
import { hearSilence } from "../kernel/store/silence";
import { PRACTICES } from "../practices";
import { silence } from "../practices/pauses/store";
import { myName, theirName } from "../practices/profiles/store";
import { Elsewhere } from "../ui/elsewhere";
import { lazily } from "../ui/lazily";
import { NamesContext } from "../ui/names";
import { useSoftOpening } from "../ui/opening";
import { useScrollPlaces } from "../ui/scroll";
import { Shell } from "../ui/shell";
import { Shelter } from "../ui/shelter";
import { hearFailures } from "../ui/snackbar";
import { Everywhere } from "./everywhere";
import { SCREENS } from "./index";
import { loadToday, PLACES, placeCovering } from "./places";

const Today = lazily(loadToday);
const FETCHED = [...PLACES.slice(1), ...PRACTICES.flatMap(({ screens = [] }) => screens), ...SCREENS];
const OTHERS = FETCHED.map(({ path, load }) => ({
	path,
	// a screen declares only the path parameters it reads; preact-iso passes all of them
	component: lazily(load as Part<{ default: ComponentType<object> }>),
}));
const CALM = FETCHED.flatMap(({ path, calm }) => (calm ? new RegExp(`^${path.replace(/:\w+/g, "[^/]+")}/?$`) : []));

hearSilence(silence);

export default function Home() {
	const { path } = useLocation();
	const arrived = useSoftOpening();
	useScrollPlaces();
	useOpenedNotices();
	useEffect(fetchScreens, []);
	useEffect(hearFailures, []);
	useEffect(writeDraftsOnLeaving, []);
	const places = PLACES.filter(({ together }) => !(together && alone.value));
	return (
		<NamesContext.Provider value={{ mine: myName.value, theirs: theirName.value }}>
			<Shell places={places} calm={CALM.some((calm) => calm.test(path))}>
				<Everywhere />
				<Shelter place={path}>
					<Router onRouteChange={arrived}>
						<Route path="/" component={Today} />
						<Route path="/check-in" component={Today} />
						{OTHERS.map(({ path, component }) => (
							<Route key={path} path={path} component={component} />
						))}
						<Route default component={NoScreen} />
					</Router>
				</Shelter>
			</Shell>
		</NamesContext.Provider>
	);
}

/** At an address that somebody typed, such as /rituals. */
function NoScreen() {
	return <Elsewhere to={placeCovering(useLocation().path)} />;
}

/** A tapped notice opens what it is about, also while the app is open. */
function useOpenedNotices(): void {
	const { route } = useLocation();
	const path = opened.value;
	useEffect(() => {
		if (!path) return;
		clearOpened();
		route(path);
	}, [path]);
}

/** Loads what must not fail at once, and the other screens when the first one is idle, so that they work offline. */
function fetchScreens(): () => void {
	fetchEarly(...FETCHED.filter(({ held }) => held).map(({ load }) => load));
	const timer = setTimeout(() => fetchEarly(...FETCHED.map(({ load }) => load)), 2000);
	return () => clearTimeout(timer);
}
