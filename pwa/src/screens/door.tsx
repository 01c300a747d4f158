/** The screens without an account on this phone: start, a code from another phone, and Help. */

import { type ComponentChildren, createContext } from "preact";
import { useContext } from "preact/hooks";
import { Route, Router } from "preact-iso";
import { part } from "../kernel/browser/parts";
import { session } from "../kernel/store/session";
import { lazily } from "../ui/lazily";
import { SafeCorner } from "../ui/safe-corner";
import { checkPart, helpPart } from "./help-parts";
import "./door.css";

// most launches have an account and never load this
const Start = lazily(part(() => import("./start")));
const Help = lazily(helpPart);
const SafetyCheck = lazily(checkPart);
const MoveHere = lazily(part(() => import("./move-here")));
const KeysGone = lazily(part(() => import("./keys-gone")));
const SignedOut = lazily(part(() => import("./signed-out")));
const AccountDeleted = lazily(part(() => import("./account-deleted")));
const exportPart = part(() => import("./export-part"));
const Export = lazily(async () => (await exportPart()).loadExport());

const DOORS = [
	{ path: "/code", component: lazily(part(() => import("./enter-code"))) },
	{ path: "/pair", component: lazily(part(() => import("./invited-start"))) },
	{ path: "/move", component: MoveHere },
	{ path: "/join", component: lazily(part(() => import("./join"))) },
	{ path: "/operator", component: lazily(part(() => import("./operator"))) },
	{ path: "/back", component: lazily(part(() => import("./come-back"))) },
];

/** What replaces the start screen. Not a property of the route: the router compares those as JSON, and nodes are none. */
const Instead = createContext<ComponentChildren>(null);

/** `shut` replaces the start screen if the app cannot be used; then only Help opens. */
export function Door({ shut }: { readonly shut?: ComponentChildren }) {
	return (
		<>
			<header class="door-top">
				<SafeCorner words />
			</header>
			<main id="main" tabIndex={-1}>
				<Instead.Provider value={shut}>
					<Router>
						<Route path="/help" component={Help} />
						<Route path="/help/check" component={SafetyCheck} />
						{shut ? [] : DOORS.map(({ path, component }) => <Route key={path} path={path} component={component} />)}
						{!shut && session.value.state === "deleted" ? <Route path="/people/export" component={Export} /> : []}
						<Route default component={shut ? Shut : Doorstep} />
					</Router>
				</Instead.Provider>
			</main>
		</>
	);
}

function Shut() {
	return <>{useContext(Instead)}</>;
}

/** Shown at any other address. */
function Doorstep() {
	switch (session.value.state) {
		case "waiting":
			return <MoveHere />;
		case "keys_gone":
			return <KeysGone />;
		case "signed_out":
			return <SignedOut />;
		case "deleted":
			return <AccountDeleted />;
		default:
			return <Start />;
	}
}
