/** Shown if the browser cannot open the app's storage, or a screen fails. Help and quick exit are above it. */

import { m } from "../paraglide/messages.js";
import { Button } from "./button";

export function Broken() {
	return (
		<div class="page">
			<div class="page-head">
				<h1>{m.broken()}</h1>
				<p class="soft">{m.broken_lead()}</p>
			</div>
			<Button look="main" onClick={() => location.reload()}>
				{m.try_again()}
			</Button>
		</div>
	);
}
