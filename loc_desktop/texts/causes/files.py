"""Why a file cannot be read or written, in Chinese; the English stands in
:data:`loc_desktop.file_causes.CAUSES`."""

from __future__ import annotations

from collections.abc import Mapping

CAUSES: Mapping[str, str] = {
    "not_there": "没有这个文件或文件夹",
    "no_right": "没有权限",
    "not_permitted": "系统不允许此操作",
    "folder": "这是一个文件夹",
    "no_folder": "路径中有一段不是文件夹",
    "exists": "文件已存在",
    "disk_full": "磁盘已满",
    "quota": "磁盘配额已满",
    "read_only": "磁盘只读",
    "long_name": "文件名太长",
    "disk_error": "读写磁盘出错",
    "too_many_open": "打开的文件太多",
    "busy": "文件正在使用",
    "invalid": "系统不接受这个名称或这种用法",
    "loop": "路径绕成了圈",
    "other": "操作系统错误 {number}（{said}）",
    "not_a_file": "不是文件",
    "no_path": "这不是一个路径",
    "name": "文件名不是文本",
    "too_large": "超过 {most:count} 字节",
    "not_text": "第 {number} 个字节不是 UTF-8 文本",
    "not_json": "从第 {line} 行第 {column} 列起不是 JSON 文本",
    "too_deep": "嵌套太深",
    "workbook": "工作簿已损坏",
}
