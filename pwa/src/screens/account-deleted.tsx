/** Another phone of this person has deleted the account. What is on this phone stays until the person deletes it here. */

import { useState } from "preact/hooks";
import { m } from "../paraglide/messages.js";
import { Button, ButtonLink } from "../ui/button";
import { Page } from "../ui/page";
import { Wipe } from "./wipe";

export default function AccountDeleted() {
	const [wiping, setWiping] = useState(false);
	return (
		<Page title={m.account_deleted()} lead={m.account_deleted_lead()}>
			<div class="stack-tight">
				<ButtonLink href="/people/export" look="main" wide>
					{m.export_title()}
				</ButtonLink>
				{!wiping && (
					<Button wide onClick={() => setWiping(true)}>
						{m.wipe()}
					</Button>
				)}
			</div>
			{wiping && <Wipe deleted onStay={() => setWiping(false)} />}
		</Page>
	);
}
