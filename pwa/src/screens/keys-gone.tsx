/** Signed in, but this browser has lost its keys: another phone can send them again. */

import { useState } from "preact/hooks";
import { m } from "../paraglide/messages.js";
import { Button, ButtonLink } from "../ui/button";
import { Page } from "../ui/page";
import { Wipe } from "./wipe";

export default function KeysGone() {
	const [wiping, setWiping] = useState(false);
	return (
		<Page title={m.keys_gone()} lead={m.keys_gone_lead()}>
			<div class="stack-tight">
				<ButtonLink href="/move" look="main" wide>
					{m.keys_gone_get()}
				</ButtonLink>
				<ButtonLink href="/back" wide>
					{m.start_have_words()}
				</ButtonLink>
				{!wiping && (
					<>
						<Button wide onClick={() => setWiping(true)}>
							{m.keys_gone_anew()}
						</Button>
						<p class="soft small">{m.keys_gone_anew_hint()}</p>
					</>
				)}
			</div>
			{wiping && <Wipe onStay={() => setWiping(false)} />}
		</Page>
	);
}
