#version 320 es
// A picture of a film that covers the frame; its first row is the top one.
precision highp float;
precision highp sampler2D;
in highp vec2 at;
uniform sampler2D picture;
out vec4 color;
void main() { color = vec4(texture(picture, vec2(at.x, 1.0 - at.y)).rgb, 1.0); }
