import { Refusal, type Broadcast } from "../api";
import { h, mark, say } from "../dom";
import { licencesOf, partsOf, type Licence, type Part } from "../rights";
import { LicenceList } from "./licences";
import { PartList } from "./parts";
import { PresenceBox } from "./presence";
import type { Words } from "./words";

const READ_EVERY_MS = 15_000;

/** Who presents the chosen broadcast, what may be done with the figure, and what it is made of. */
export class RightsPanel {
  readonly element = h("section", { class: "panel rights" });
  private readonly heading = h("h2");
  private readonly hint = h("p", { class: "hint" });
  private readonly presence: PresenceBox;
  private readonly licences = new LicenceList();
  private readonly parts = new PartList();

  private avatar: string | undefined;
  private known: { licences: Licence[]; parts: Part[] } | undefined;
  private away = false;
  private nextReadMs = 0;

  constructor(refused: (refusal: Refusal) => void) {
    this.presence = new PresenceBox(refused);
    this.element.append(
      this.heading, this.hint, this.presence.element, this.licences.element, this.parts.element,
    );
  }

  /**
   * @param now milliseconds since 1970
   */
  draw(words: Words, broadcast: Broadcast | undefined, now: number): void {
    const { table } = words;
    const avatar = broadcast?.use.avatar_id;
    if (avatar !== this.avatar) {
      this.avatar = avatar;
      this.known = undefined;
      this.away = false;
      this.nextReadMs = 0;
    }
    if (avatar !== undefined && performance.now() >= this.nextReadMs) {
      void this.read(avatar);
    }
    say(this.heading, table.rights);
    this.element.setAttribute("aria-label", table.rights);
    this.hint.hidden = avatar !== undefined && !this.away;
    say(this.hint, avatar === undefined ? table.rightsOf : table.rightsAway);
    mark(this.element, "is-stale", this.away);
    this.presence.draw(words, broadcast, now);
    this.licences.draw(words, broadcast, this.known?.licences, now);
    this.parts.draw(words, this.known?.parts);
  }

  private async read(avatar: string): Promise<void> {
    this.nextReadMs = performance.now() + READ_EVERY_MS;
    try {
      const [licences, parts] = await Promise.all([licencesOf(avatar), partsOf(avatar)]);
      if (avatar === this.avatar) {
        this.away = false;
        this.known = { licences, parts };
      }
    } catch (fault) {
      if (!(fault instanceof Refusal)) {
        throw fault;
      }
      this.away = avatar === this.avatar;
    }
  }
}
