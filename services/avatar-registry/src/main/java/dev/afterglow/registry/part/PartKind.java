package dev.afterglow.registry.part;

import dev.afterglow.registry.use.WorkKind;

/** What a part is. */
public enum PartKind {
  /** The face. */
  FACE_MODEL(PartForm.MODEL, true, WorkKind.DESIGN),
  /** The voice. */
  VOICE_MODEL(PartForm.TENSORS, true, WorkKind.LIKENESS),
  /** The body. */
  BODY(PartForm.MODEL, true, WorkKind.DESIGN),
  /** Clothes and hair in one. */
  LOOKS(PartForm.MODEL, true, WorkKind.DESIGN),
  /** Who the figure is. */
  PERSONA(PartForm.TEXT, false, WorkKind.SCRIPT),
  /** What is said. */
  SCRIPTS(PartForm.TEXT, false, WorkKind.SCRIPT),
  /** Hair. */
  HAIR(PartForm.MODEL, true, WorkKind.DESIGN),
  /** Clothes. */
  OUTFIT(PartForm.MODEL, true, WorkKind.DESIGN);

  private final PartForm form;
  private final boolean likeness;
  private final WorkKind work;

  PartKind(PartForm form, boolean likeness, WorkKind work) {
    this.form = form;
    this.likeness = likeness;
    this.work = work;
  }

  /** How it is judged. */
  public PartForm form() {
    return form;
  }

  /** Whether it shows or sounds like somebody, so that licences bind it. */
  public boolean likeness() {
    return likeness;
  }

  /** What a licence of its author is over. A voice is its person's, as a likeness is. */
  public WorkKind work() {
    return work;
  }
}
