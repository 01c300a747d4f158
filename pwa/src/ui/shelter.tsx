/** An error boundary around one screen: if it fails, the rest and the next screen still work. */

import { Component, type ComponentChildren } from "preact";
import { Broken } from "./broken";

interface ShelterProps {
	/** The screen's address; another address is rendered again. */
	readonly place: string;
	readonly children: ComponentChildren;
}

export class Shelter extends Component<ShelterProps, { readonly failed: string | null }> {
	override state = { failed: null };

	override componentDidCatch(error: unknown): void {
		this.setState({ failed: this.props.place });
		reportError(error);
	}

	override render({ place, children }: ShelterProps) {
		return this.state.failed === place ? <Broken /> : children;
	}
}
