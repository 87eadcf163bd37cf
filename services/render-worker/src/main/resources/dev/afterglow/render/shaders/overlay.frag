#version 320 es
// A picture laid pixel on pixel over the stage; its first row is the top one.
precision highp float;
precision highp sampler2D;
uniform sampler2D picture;
uniform ivec2 corner; // lower left of the overlay in the target
out vec4 color;
void main() {
  ivec2 size = textureSize(picture, 0);
  ivec2 p = ivec2(gl_FragCoord.xy) - corner;
  color = texelFetch(picture, ivec2(p.x, size.y - 1 - p.y), 0);
}
