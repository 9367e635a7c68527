/** A draft as a person would tell it: what each window keeps, told without Slack and without a store. */

export type Value = string | null;
interface ModelExample {
  readonly id: number;
  values: Record<string, Value>;
}

const stepNames = ["situation", "scope", "partner", "examples", "ask", "review"] as const;
export type Stop = (typeof stepNames)[number];

export class DraftModel {
  stop: Stop = "review";
  private readonly answers: Record<string, Value> = {};
  private examples: ModelExample[] = [];
  private made = 0;
  /** The example on screen; one that is not in the list yet is new. */
  private current: ModelExample = this.fresh();
  /** What was typed and not yet sent anywhere. */
  private typed: Record<string, Value> = {};
  /** The list as it was last drawn, the example on screen left out. */
  private others: readonly ModelExample[] = [];
  private listed: readonly ModelExample[] = [];

  /** What a field shows. */
  shows(field: string): Value {
    const kept = this.stop === "examples" ? this.current.values[field] : this.answers[field];
    return this.typed[field] !== undefined ? this.typed[field] : (kept ?? null);
  }

  types(field: string, value: Value): void {
    this.typed[field] = value;
  }

  /** It was there already, and kept. */
  finds(field: string, value: Value): void {
    this.types(field, value);
    this.keeps();
  }

  /** A choice or a date keeps itself and all that was typed. */
  chooses(field: string, value: Value): void {
    this.types(field, value);
    this.keeps();
  }

  next(): void {
    this.keeps();
    this.examples = this.examples.filter((example) => this.stop !== "examples" || !isEmpty(example));
    this.goes(1);
  }

  back(): void {
    if (this.stop !== "review") this.keeps();
    this.goes(-1);
  }

  /** What was typed is lost; the draft stands where it was. */
  closesAndResumes(): void {
    this.typed = {};
    this.draws();
  }

  adds(): void {
    this.keeps();
    if (this.examples.includes(this.current)) this.current = this.fresh();
    this.draws();
  }

  edits(nth: number): void {
    const wanted = this.others[nth];
    this.keeps();
    if (wanted) this.current = wanted;
    this.draws();
  }

  removes(nth: number): void {
    const wanted = this.listed[nth];
    this.keeps();
    this.examples = this.examples.filter((example) => example !== wanted);
    if (this.current === wanted) this.current = this.examples[0] ?? this.fresh();
    this.draws();
  }

  get exampleCount(): number {
    return this.examples.length;
  }

  private fresh(): ModelExample {
    this.made += 1;
    return { id: this.made, values: {} };
  }

  private keeps(): void {
    if (this.stop === "examples") {
      Object.assign(this.current.values, this.typed);
      if (!this.examples.includes(this.current) && !isEmpty(this.current)) this.examples.push(this.current);
    } else {
      Object.assign(this.answers, this.typed);
    }
    this.typed = {};
  }

  private goes(by: 1 | -1): void {
    this.stop = stepNames[stepNames.indexOf(this.stop) + by] ?? this.stop;
    this.current = this.examples[0] ?? this.fresh();
    this.draws();
  }

  private draws(): void {
    const isNew = !this.examples.includes(this.current);
    const hasList = this.examples.length > 1 || (isNew && this.examples.length > 0);
    this.listed = hasList ? [...this.examples] : [];
    this.others = this.listed.filter((example) => example !== this.current);
  }
}

function isEmpty({ values }: ModelExample): boolean {
  return Object.values(values).every((value) => (value ?? "").trim() === "");
}
