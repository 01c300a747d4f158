/** Who can read what a person keeps, and the ways to share it, to share it as it is now, and to stop sharing it. */

import { alone } from "../kernel/store/session";
import {
	isChanged,
	isStopping,
	isUnsent,
	type Keeping,
	type Kept,
	type Own,
	share,
	shareAgain,
	unshare,
} from "../kernel/sync/kept-for-me";
import { m } from "../paraglide/messages.js";
import { Button } from "./button";
import { usePartner } from "./names";
import { Unsent } from "./note";
import { say } from "./snackbar";

interface SharingProps<Said extends object> {
	readonly of: Keeping<Said>;
	readonly one: Own<Said>;
	/** What the partner would get: a sentence. */
	readonly lead: string;
	/** There is something to share. */
	readonly offered?: boolean;
}

export function Sharing<Said extends object>({ of, one, lead, offered = true }: SharingProps<Said>) {
	const { copy } = one;
	if (copy) return <Shared of={of} one={one} copy={copy} offered={offered} />;
	return <Private of={of} one={one} lead={lead} offered={offered} />;
}

function Private<Said extends object>({ of, one, lead, offered }: SharingProps<Said>) {
	const { inside, start } = usePartner();
	const stopping = isStopping(of, one);
	const shareIt = async (): Promise<void> => say(m.sharing_both_soon({ name: start }), await share(of, one));
	return (
		<section class="card" aria-label={m.who_sees()}>
			<p>{stopping ? stoppingWords(of, one, start) : m.sharing_only_me()}</p>
			{!alone.value && !one.read_only && !stopping && offered && (
				<>
					<p class="lead">{lead}</p>
					<div class="btns">
						<Button onClick={shareIt}>{m.sharing_share({ name: inside })}</Button>
					</div>
				</>
			)}
		</section>
	);
}

interface SharedProps<Said extends object> {
	readonly of: Keeping<Said>;
	readonly one: Own<Said>;
	readonly copy: Kept<Said>;
	readonly offered: boolean;
}

function Shared<Said extends object>({ of, one, copy, offered }: SharedProps<Said>) {
	const { inside, start } = usePartner();
	const changed = isChanged(of, one);
	const read = copy.pending ? m.sharing_both_soon : m.sharing_both;
	const says = changed ? m.sharing_both_earlier : read;
	const again = async (): Promise<void> => {
		await shareAgain(of, one, copy);
		say(m.sharing_both_soon({ name: start }));
	};
	const stop = async (): Promise<void> => {
		const undo = await unshare(of, copy);
		say(stoppingWords(of, one, start), undo);
	};
	return (
		<section class="card" aria-label={m.who_sees()}>
			<p>{says({ name: start })}</p>
			<p class="lead">{m.sharing_stop_lead({ name: inside })}</p>
			<Unsent pending={copy.pending} stuck={copy.stuck} />
			<div class="btns">
				{changed && offered && !one.read_only && <Button onClick={again}>{m.sharing_again()}</Button>}
				<Button onClick={stop}>{m.sharing_stop()}</Button>
			</div>
		</section>
	);
}

/** Reads a signal. */
function stoppingWords<Said extends object>(of: Keeping<Said>, one: Kept<Said>, name: string): string {
	return isUnsent(of, one) ? m.sharing_only_me() : m.sharing_stopping({ name });
}
