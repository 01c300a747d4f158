/** Before anybody is at home on this phone: the start, a code from another phone, and Help. */

import { lazy, Route, Router } from "preact-iso";
import { session } from "../kernel/session";
import { SafeCorner } from "../ui/header";
import { Start } from "./start";
import "./door.css";

const Help = lazy(() => import("./help"));
const SafetyCheck = lazy(() => import("./safety-check"));
const EnterCode = lazy(() => import("./enter-code"));
const InvitedStart = lazy(() => import("./invited-start"));
const MoveHere = lazy(() => import("./move-here"));
const ComeBack = lazy(() => import("./come-back"));
const KeysGone = lazy(() => import("./keys-gone"));
const SignedOut = lazy(() => import("./signed-out"));

export function Door() {
	return (
		<>
			<header class="door-top">
				<SafeCorner words />
			</header>
			<main>
				<Router>
					<Route path="/help" component={Help} />
					<Route path="/help/check" component={SafetyCheck} />
					<Route path="/code" component={EnterCode} />
					<Route path="/pair" component={InvitedStart} />
					<Route path="/move" component={MoveHere} />
					<Route path="/back" component={ComeBack} />
					<Route default component={Doorstep} />
				</Router>
			</main>
		</>
	);
}

/** What stands at any other address. */
function Doorstep() {
	switch (session.value.state) {
		case "waiting":
			return <MoveHere />;
		case "keys_gone":
			return <KeysGone />;
		case "signed_out":
			return <SignedOut />;
		default:
			return <Start />;
	}
}
