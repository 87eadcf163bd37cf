#version 320 es
// The soft shadow that ties the figure to the ground and the wall behind it.
precision highp float;
in highp vec2 at;
uniform vec4 place; // middle x, foot y, half width, height: shares of the picture
uniform float strength;
out vec4 color;
void main() {
  vec2 d = (at - place.xy) / place.zw;
  float body = exp(-2.2 * dot(d, d));
  color = vec4(0.0, 0.0, 0.0, strength * body);
}
