/** The line with an ask or an answer. Today shows its beginning, so that the faces stay in view; a tap shows all. */

import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { m } from "../../paraglide/messages.js";
import "./asks.css";

export function Line({ text }: { readonly text: string | null }) {
	return text && <Quoted key={text} text={text} />;
}

/** Cut by asks.css alone, and only on Today. */
function Quoted({ text }: { readonly text: string }) {
	const line = useRef<HTMLQuoteElement>(null);
	const [cut, setCut] = useState(false);
	const [all, showAll] = useState(false);
	useLayoutEffect(() => {
		const { current } = line;
		if (!current) return;
		const seen = new ResizeObserver(() => setCut(current.scrollHeight > current.clientHeight));
		seen.observe(current);
		return () => seen.disconnect();
	}, []);
	return (
		<div class={all ? undefined : "ask-beginning"}>
			<blockquote ref={line} class="ask-line" dir="auto">
				{text}
			</blockquote>
			{cut && !all && (
				<button type="button" onClick={() => showAll(true)}>
					{m.ask_line_all()}
				</button>
			)}
		</div>
	);
}
