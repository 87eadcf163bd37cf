#version 320 es
precision highp float;
uniform sampler2D picture;
in vec2 at;
out vec4 color;
void main() {
  color = texture(picture, at);
}
