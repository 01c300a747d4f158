/** Stands before every screen after a quick exit. Has no name but the tab's, which is neutral unless chosen otherwise. */

import { m } from "../paraglide/messages.js";
import { Button } from "../ui/button";
import { guiseName } from "../ui/guise";
import { uncover } from "../ui/quick-exit";
import { Title } from "../ui/title";

export function Cover() {
	const name = guiseName();
	return (
		<div class="page">
			<div class="page-head">
				<Title>{name}</Title>
			</div>
			<Button look="main" wide onClick={uncover}>
				{m.open_app({ name })}
			</Button>
		</div>
	);
}
