/** Another phone of this person has signed this one out. What was written here is still here. */

import { useState } from "preact/hooks";
import { m } from "../paraglide/messages.js";
import { Button, ButtonLink } from "../ui/button";
import { Page } from "../ui/page";
import { Wipe } from "./wipe";

export default function SignedOut() {
	const [wiping, setWiping] = useState(false);
	return (
		<Page title={m.signed_out()} lead={m.signed_out_lead()}>
			<div class="stack-tight">
				<ButtonLink href="/move" look="main" wide>
					{m.signed_out_move()}
				</ButtonLink>
				<ButtonLink href="/back" wide>
					{m.start_have_words()}
				</ButtonLink>
				{!wiping && (
					<Button wide onClick={() => setWiping(true)}>
						{m.wipe()}
					</Button>
				)}
			</div>
			{wiping && <Wipe onStay={() => setWiping(false)} />}
		</Page>
	);
}
