/** Something did not load, or the browser keeps nothing for this page. */

import { m } from "../paraglide/messages.js";
import { Button } from "../ui/button";
import { SafeCorner } from "../ui/header";
import "./door.css";

export function Broken() {
	return (
		<>
			<header class="door-top">
				<SafeCorner words />
			</header>
			<main class="page">
				<h1>{m.broken()}</h1>
				<p class="soft">{m.broken_lead()}</p>
				<Button look="main" onClick={() => location.reload()}>
					{m.broken_again()}
				</Button>
			</main>
		</>
	);
}
