/** /join#CODE, a link with a sign-up code: the first screen then needs no code. With an account it leads to Today. */

import { useEffect } from "preact/hooks";
import { useGoOn } from "../ui/go-on";
import { carrySignUpCode } from "./sign-up-code";

export default function Join() {
	const goOn = useGoOn();
	useEffect(() => {
		carrySignUpCode();
		goOn("/", true);
	}, []);
	return null;
}
