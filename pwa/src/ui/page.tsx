/** A screen under the header: a Back link, a heading that receives the focus, and the content. */

import type { ComponentChildren } from "preact";
import { m } from "../paraglide/messages.js";
import { BackIcon } from "./icons";
import { Title } from "./title";

interface PageProps {
	readonly title: string;
	/** The target of "Back"; none on the screens of the bottom bar. */
	readonly back?: string;
	/** One or two sentences under the heading. */
	readonly lead?: string;
	readonly children: ComponentChildren;
}

export function Page({ title, back, lead, children }: PageProps) {
	return (
		<div class="page">
			{back && (
				<a class="icon-btn back" href={back} aria-label={m.back()}>
					<BackIcon />
				</a>
			)}
			<div class="page-head">
				<Title>{title}</Title>
				{lead && <p class="soft">{lead}</p>}
			</div>
			{children}
		</div>
	);
}
