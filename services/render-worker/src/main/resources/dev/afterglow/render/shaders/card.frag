#version 320 es
// A card laid over the picture. Colours are already multiplied by alpha.
precision highp float;
precision highp sampler2D;
uniform sampler2D picture;
uniform vec2 corner; // lower left of the place in the target
uniform vec2 size; // of the place in the whole picture
uniform float scale; // pixels of the whole picture a pixel of the target
uniform vec2 part; // column of the card that comes to the place's left edge; width after which it goes round
uniform vec2 fade; // opacity; pixels over which both sides fade out
out vec4 color;
void main() {
  vec2 p = (gl_FragCoord.xy - corner) * scale;
  float x = p.x + part.x;
  x = part.y > 0.0 ? mod(x, part.y) : x;
  float side = fade.y > 0.0 ? clamp(min(p.x, size.x - p.x) / fade.y, 0.0, 1.0) : 1.0;
  color = texture(picture, vec2(x, size.y - p.y) / vec2(textureSize(picture, 0))) * (fade.x * side);
}
