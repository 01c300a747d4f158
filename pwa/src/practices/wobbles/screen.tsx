/** A wobble: tell the partner with one tap, and what helps meanwhile. Alone or in a pause, it leads to that at once. */

import { computed } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { useRoute } from "preact-iso";
import { part } from "../../kernel/browser/parts";
import { hasLooked } from "../../kernel/http/status";
import { minute } from "../../kernel/store/clock";
import { alone } from "../../kernel/store/session";
import { theirSilence } from "../../kernel/store/silence";
import { isolated } from "../../kernel/text/isolated";
import { m } from "../../paraglide/messages.js";
import { Button, ButtonLink } from "../../ui/button";
import { linkFrom } from "../../ui/came-from";
import { usePartner } from "../../ui/names";
import { Note } from "../../ui/note";
import { Page } from "../../ui/page";
import { WayRow } from "../../ui/row-link";
import { say } from "../../ui/snackbar";
import { returnTime } from "../../ui/when";
import { Why } from "../../ui/why";
import { MyWobble, TheirWobble } from "./cards";
import { WOBBLE } from "./notices";
import { card, mine, theirs, withdrawWobble, wobble } from "./store";

const presentPart = part(() => import("../../kernel/push/present"));

export default function WobblesScreen() {
	const { id } = useRoute().params;
	const isOver = id !== undefined && hasLooked.value && id !== mine.value?.id && id !== theirs.value?.id;
	useTidyNotices();
	return (
		<Page
			title={m.wobble()}
			back={alone.value ? "/people" : "/talk"}
			lead={alone.value ? m.wobble_lead_alone() : m.wobble_lead()}
		>
			{isOver && <Note>{m.wobble_is_over()}</Note>}
			{theirs.value && <TheirWobble wobble={theirs.value} />}
			{mine.value && <MyWobble wobble={mine.value} />}
			{canTell.value && <Tell />}
			{waitsForMe.value && <TheirsFirst />}
			<MyCard />
			<ul class="rows">
				<WayRow href="/wobbles/breathe" title={m.wobble_breathe()} hint={m.wobble_breathe_hint()} />
				<WayRow
					href={linkFrom("wobbles", "/reflections/new")}
					title={m.wobble_reflect()}
					hint={m.wobble_reflect_hint()}
				/>
			</ul>
			<Why lines={[m.wobble_why_for(), m.wobble_why_not(), m.wobble_why_known()]} />
		</Page>
	);
}

const canTell = computed(() => !alone.value && !mine.value && theirs.value?.state !== "asked");

/** The partner's waits for an answer, and there is none of mine: one thing at a time. */
const waitsForMe = computed(() => !mine.value && theirs.value?.state === "asked");

function TheirsFirst() {
	const { inside: name } = usePartner();
	return <p class="soft small">{m.wobble_theirs_first({ name })}</p>;
}

/** The one tap. The partner is told five seconds later, unless it is undone. */
function Tell() {
	const { inside, start } = usePartner();
	const pause = theirSilence.value;
	if (pause !== null) return <Note>{m.wobble_pause({ name: start, time: returnTime(pause, minute.value) })}</Note>;
	const tell = async (): Promise<void> => {
		const id = await wobble();
		say(m.unsent(), () => withdrawWobble(id));
	};
	return (
		<section class="stack-tight">
			<Button look={theirs.value ? "quiet" : "main"} wide onClick={tell}>
				{m.wobble_tell({ name: inside })}
			</Button>
			<p class="soft small">
				{(card.value ? m.wobble_explained : m.wobble_explained_without_card)({ start, name: inside })}
			</p>
		</section>
	);
}

function MyCard() {
	return (
		<section class="card wobble-card" aria-labelledby="helps">
			<h2 id="helps">{m.wobble_card()}</h2>
			{card.value ? (
				<blockquote class="wobble-helps" dir="auto">
					{isolated(card.value)}
				</blockquote>
			) : (
				<p>{m.wobble_card_none()}</p>
			)}
			<div class="btns">
				<ButtonLink href="/wobbles/card">{card.value ? m.change() : m.wobble_card_write()}</ButtonLink>
			</div>
		</section>
	);
}

/** Removes notices of wobbles that are over: nothing of them stays on the lock screen. */
function useTidyNotices(): void {
	const open = theirs.value?.id;
	useEffect(() => {
		if (!hasLooked.value) return;
		const isOver = ({ kind, record_id }: { readonly kind: string; readonly record_id: string }) =>
			kind === WOBBLE && record_id !== open;
		void presentPart()
			.then(({ dismissHere }) => dismissHere(isOver))
			.catch(() => undefined);
	}, [open, hasLooked.value]);
}
