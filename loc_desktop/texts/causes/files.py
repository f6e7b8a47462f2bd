"""Why a file cannot be read or written: name → (Chinese, English)."""

from __future__ import annotations

from collections.abc import Mapping

CAUSES: Mapping[str, tuple[str, str]] = {
    "not_there": ("没有这个文件或文件夹", "there is no such file or folder"),
    "no_right": ("没有权限", "there is no permission for it"),
    "not_permitted": ("系统不允许此操作", "the system does not permit it"),
    "folder": ("这是一个文件夹", "it is a folder"),
    "no_folder": ("路径中有一段不是文件夹", "a part of its path is no folder"),
    "exists": ("文件已存在", "the file exists"),
    "disk_full": ("磁盘已满", "the disk is full"),
    "quota": ("磁盘配额已满", "the disk quota is used up"),
    "read_only": ("磁盘只读", "the disk is read-only"),
    "long_name": ("文件名太长", "its name is too long"),
    "disk_error": ("读写磁盘出错", "reading or writing the disk failed"),
    "too_many_open": ("打开的文件太多", "too many files are open"),
    "busy": ("文件正在使用", "it is in use"),
    "invalid": ("系统不接受这个名称或这种用法", "the system does not take its name or this use of it"),
    "loop": ("路径绕成了圈", "its path leads in a circle"),
    "other": ("操作系统错误 {number}（{said}）", "error {number} of the operating system ({said})"),
    "not_a_file": ("不是文件", "it is no file"),
    "no_path": ("这不是一个路径", "this is no path"),
    "name": ("文件名不是文本", "its name is not text"),
    "too_large": ("超过 {most:count} 字节", "it has more than {most:count} bytes"),
    "not_text": ("第 {number} 个字节不是 UTF-8 文本", "byte {number} is not UTF-8 text"),
    "not_json": (
        "从第 {line} 行第 {column} 列起不是 JSON 文本",
        "it is not JSON from line {line}, column {column} on",
    ),
    "too_deep": ("嵌套太深", "it is nested too deep"),
    "workbook": ("工作簿已损坏", "the workbook is damaged"),
}
