package dev.afterglow.render.fill;

/**
 * What a mouth is told to say: five vowels and the closed mouth of a nasal, as in uLipSync (MIT),
 * each with what it does to the lips. Shares of a full ARKit shape at full loudness, set by eye on
 * the house presenters.
 */
enum Vowel {
  A(0.60f, 0, 0, 0, 0.25f, 0.12f),
  I(0.18f, 0, 0, 0.45f, 0.20f, 0.10f),
  U(0.20f, 0.35f, 0.65f, 0, 0, 0),
  E(0.36f, 0, 0, 0.30f, 0.25f, 0.15f),
  O(0.45f, 0.55f, 0.25f, 0, 0.05f, 0),
  N(0.03f, 0, 0, 0, 0, 0);

  final float open;
  final float funnel;
  final float pucker;
  final float stretch;
  final float lower;
  final float upper;

  Vowel(float open, float funnel, float pucker, float stretch, float lower, float upper) {
    this.open = open;
    this.funnel = funnel;
    this.pucker = pucker;
    this.stretch = stretch;
    this.lower = lower;
    this.upper = upper;
  }
}
