/**
 * Lines through the face mesh that both trackers share, as indices of landmarks: what the page draws
 * of a tracked face. Left and right are the person's own.
 */
export const LINES: readonly (readonly number[])[] = [
  // The face's outline.
  [10, 338, 297, 332, 284, 251, 389, 356, 454, 323, 361, 288, 397, 365, 379, 378, 400, 377, 152,
    148, 176, 149, 150, 136, 172, 58, 132, 93, 234, 127, 162, 21, 54, 103, 67, 109, 10],
  // Eyes: left, right.
  [263, 249, 390, 373, 374, 380, 381, 382, 362, 398, 384, 385, 386, 387, 388, 466, 263],
  [33, 7, 163, 144, 145, 153, 154, 155, 133, 173, 157, 158, 159, 160, 161, 246, 33],
  // Brows: left, right.
  [276, 283, 282, 295, 285],
  [46, 53, 52, 65, 55],
  // Lips: outside, inside.
  [61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 409, 270, 269, 267, 0, 37, 39, 40, 185, 61],
  [78, 95, 88, 178, 87, 14, 317, 402, 318, 324, 308, 415, 310, 311, 312, 13, 82, 81, 80, 191, 78],
  // The nose: bridge, nostrils.
  [168, 6, 197, 195, 5, 4],
  [98, 97, 2, 326, 327],
];
